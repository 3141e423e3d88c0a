// Package graph holds computation graphs: the record of one run of a task on
// one input, in which every partial result is a node and its arguments are the
// edges into it (Dziri et al. 2023, section 2).
//
// A newcomer may read the package in the order in which a graph is used:
//
//  1. graph.go builds it. A Graph is append-only, and a node may name only
//     nodes that are there already as its arguments. So it is acyclic by
//     construction, its nodes stand in topological order, and every measure
//     is one loop over them.
//  2. op.go, label.go and value.go say what a node carries: the primitive that
//     made it, its name in the text, and its value in canonical form.
//  3. measure.go and ancestors.go describe its shape: layers, depth, width,
//     average parallelism, the sub-graph of a node; order.go puts it into a
//     line, as a scratchpad does.
//  4. scope.go says which part of a sub-graph is compared, fingerprint.go
//     gives that part a 128-bit name (of bytes that hash.go joins), and size.go
//     counts its nodes. These are what an index of training data is made of;
//     part.go spares it what it has seen.
//  5. json.go reads and writes a graph; gonum.go shows it to the algorithms of
//     gonum.org/v1/gonum/graph.
package graph
