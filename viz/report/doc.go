// Package report writes what a database holds as a web page: the finding in
// words first, then charts, tables, telling examples with their graphs, and what
// all of it was made from. It computes nothing.
//
//  1. Load reads a database into Contents, everything that the page says: words
//     and tables of package coverage, charts of viz/chart, graphs of viz/dot.
//  2. Write turns Contents into one file that needs no other and no network: the
//     style, our scripts and two libraries are part of it. It opens from disk.
//  3. Templates are the same pieces for a page that a server sends (viz/serve).
//
// A page trusts nothing that it shows. Text of the database is escaped by
// html/template, data for scripts stands in JSON and is put into the page as
// text, and the Content-Security-Policy lets nothing run but our scripts, named
// by their hashes.
package report
