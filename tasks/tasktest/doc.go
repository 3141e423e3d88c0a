// Package tasktest is what the tests of the tasks share: Conform holds a task
// to the rules of package task, and Data and Records find and decode the
// project's real data.
package tasktest
