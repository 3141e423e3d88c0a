// Package database keeps everything that graphcov counts and measures in one
// SQLite file. The schema is a public interface: people ask it questions in
// SQL. schema.sql has every table and column with its meaning.
//
// Create opens a database to write to, and makes it where there is none;
// OpenReadOnly opens one that nothing can change through the connection. All
// writing goes through DB.Write: one transaction a run, so that a run is in
// the database as a whole or not at all, whatever interrupts it, and others
// read the old state until it commits. Inserter sends rows in batches, Loader
// fills an empty table page by page (load.go; row.go and btree.go have the
// forms in which SQLite stores rows and tables). Finder looks very many rows up
// in the same way, by reading the pages (find.go; pages.go says where they come
// from, search.go goes down the tree, page.go and record.go take pages and rows
// apart); where keys are far apart or few, it asks SQLite.
//
// SQLite keeps the old state in a rollback journal beside the file, rather
// than new rows in a write-ahead log: a database at rest is then one file that
// can be copied, mailed, and read from a disk that is write-protected.
//
// On Linux, opening a database sets SQLite's locks to those of open file
// descriptions, for the whole process: others would end when Finder, or anybody
// else in the process, closes the file. A program that has opened other
// databases with the same driver before keeps its locks as they are, and Finder
// gets its pages from SQLite.
package database
