// Package corpus counts how often partial computations occur in training data.
//
// The steps from files to counts, each in a file of its own:
//
//  1. package record streams the records of the files, whatever their format,
//     one file after the other (read.go);
//  2. document.go finds the question and the text in a record, whose fields
//     object.go takes apart;
//  3. the task compiles the document into a graph, whose nodes are
//     fingerprinted under each scope (package graph). A document that is the
//     task's own scratchpad is told by its bytes, and waits to be compiled beside
//     problems like it (waiting.go);
//  4. counter.go counts the fingerprints in hash tables (table.go), one
//     Counter for each worker, so that nothing is shared while counting. What
//     need not be known at once is counted in the end: other scopes than full
//     (links.go, met.go), the nodes of parts that have been met before (parts.go),
//     and answers (sink.go, queue.go). When the tables take more memory than they
//     may (memory.go), spill.go empties them into a temporary file, as sorted runs;
//  5. merge.go joins the tables and runs of all workers, in the order of the
//     key, and write.go writes them (rows.go) to the SQLite file of package
//     database.
//
// Index in index.go runs them all, in one transaction; pipeline.go spreads the
// work over workers, and account.go says what became of every record. Where the
// run may be resumed, checkpoint.go keeps the runs of complete files under a
// manifest (manifest.go), and resume.go goes on from there. Lookup in lookup.go
// asks a database for counts again, very many in the order of the key
// (order.go); Find in find.go reads the files again for the documents behind a
// count, and Check in check.go compares the database with them.
package corpus
