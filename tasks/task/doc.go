// Package task says what a task is: an algorithm whose runs are compiled into
// computation graphs.
//
// To add a task, make a package under tasks/ that implements Task and
// Instance, and add one line to the list in tasks/tasks.go. The shared
// conformance test (package tasktest) then holds it to the rules. What the
// methods do, in the order in which the program calls them:
//
//  1. Task.Parse turns a question, as it stands in a log, into an Instance;
//     Task.Generate draws one at random.
//  2. Instance.Compile runs the algorithm and writes the run down as a graph;
//     Instance.AppendScratchpad spells the same run out in words.
//  3. Task.CompileTrace reads such words in a training document and writes
//     down the graph that they really spell out, mistakes included.
//  4. Instance.Read reads a model's words against the graph of the instance:
//     which node was given which value (a Trace).
//  5. Instance.Apply runs a single primitive again, on the values that the
//     model had, to tell a wrong step from a right step on wrong values.
//
// What only some tasks can do is an interface of its own: several ways to work
// an instance (Variants), other problems of the same form (Renaming), inputs
// and answers made of a few small values (Variables), a glance at documents with
// nothing in them (Prefilter) or with its own scratchpad (Recognizer).
package task
