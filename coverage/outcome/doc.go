// Package outcome judges what a response made of each node of a computation
// graph (METHOD.md section 4): whether a value is right, and whether the op
// makes it from the arguments that the response had. Of judges a response that
// a task has read, Kinds are the outcomes there are.
package outcome
