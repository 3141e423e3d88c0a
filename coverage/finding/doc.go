// Package finding holds what an analysis has found, one estimate a row, and
// words it for reading; it estimates nothing (package estimate does).
//
//   - finding.go has the names of the measures, table.go writes and reads the
//     table of the database;
//   - summary.go groups the findings of a model and task, headline.go says what
//     they come to, advice.go what weakens that and what to do next;
//   - tables.go and outcometables.go set findings side by side, format.go writes
//     the numbers.
package finding
