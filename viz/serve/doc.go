// Package serve answers a browser on this machine: the report of a database,
// live, with a list of examples, the graph of any problem, and a box for SQL.
//
//  1. New makes the handler: pages that are links and forms, all of them GET.
//     Each is a file: report.go, list.go, example.go, graph.go, query.go.
//  2. guard.go stands before them: it checks whom a request is meant for, and
//     says to the browser what a page may do.
//  3. Listen opens the address, of this machine alone unless told otherwise.
//
// The database is read through connections that cannot write, and every request
// has a time limit.
package serve
