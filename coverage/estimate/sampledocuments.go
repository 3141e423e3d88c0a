package estimate

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/stats"
)

// graphDocuments are the training documents of the nodes of a graph.
type graphDocuments struct {
	*graphNodes
	// packed are the numbers of all nodes under the first scope, then of those under the
	// next, and so on, as uvarints: most are small, and there may be very many graphs.
	packed []byte
}

// packDocuments takes the numbers in the order in which they are packed.
func packDocuments(graph *graphNodes, numbers []int64) graphDocuments {
	packed := make([]byte, 0, 2*len(numbers))
	for _, n := range numbers {
		packed = binary.AppendUvarint(packed, uint64(n))
	}
	return graphDocuments{graph, slices.Clone(packed)}
}

// under adds the numbers of all nodes under the scope at that place of
// corpusSample.scopes.
func (d graphDocuments) under(scope int, to []int64) []int64 {
	rest := d.packed
	for range scope * len(d.nodes) {
		_, size := binary.Uvarint(rest)
		rest = rest[size:]
	}
	for range d.nodes {
		documents, size := binary.Uvarint(rest)
		rest = rest[size:]
		to = append(to, int64(documents))
	}
	return to
}

// loadDocuments reads the training documents of the nodes of every graph.
func (c *corpusSample) loadDocuments(ctx context.Context, db database.Querier, g *graphs) error {
	c.documents = make([]graphDocuments, len(g.numbers))
	var numbers []int64 // of the graph at hand, in the order in which they are packed
	query := "SELECT example_id, algorithm, " + joined("scope", "documents") + " FROM coverage WHERE corpus_id = ? GROUP BY example_id, algorithm"
	return database.EachRow(ctx, db, query, []any{c.id}, func(rows *sql.Rows) error {
		var of graphKey
		var text string
		if err := rows.Scan(&of.example, &of.algorithm, &text); err != nil {
			return err
		}
		graph := g.of[of]
		number, ok := g.numbers[of]
		if graph == nil || !ok {
			return nil
		}
		numbers = append(numbers[:0], make([]int64, len(c.scopes)*len(graph.nodes))...)
		for row := range strings.SplitSeq(text, rowEnd) {
			label, rest, _ := strings.Cut(row, fieldEnd)
			scope, number, _ := strings.Cut(rest, fieldEnd)
			node, ok := graph.at[label]
			s := slices.Index(c.scopes, scope)
			if !ok || s < 0 {
				continue
			}
			var err error
			if numbers[s*len(graph.nodes)+node], err = strconv.ParseInt(number, 10, 64); err != nil {
				return fmt.Errorf("coverage of node %q of example %d cannot be read", label, of.example)
			}
		}
		c.documents[number] = packDocuments(graph, numbers)
		return nil
	})
}

// hasNodes reports whether there are rows of nodes of any graph.
func (c *corpusSample) hasNodes() bool {
	return slices.ContainsFunc(c.documents, func(d graphDocuments) bool { return d.graphNodes != nil })
}

// depthTotals are the documents of the nodes of each layer under the scope at that
// place; of no graph there are none.
func (d graphDocuments) depthTotals(scope int) []stats.DepthTotal {
	if d.graphNodes == nil {
		return nil
	}
	var at []stats.DepthTotal
	for node, documents := range d.under(scope, nil) {
		layer := d.nodes[node].layer
		for len(at) <= layer {
			at = append(at, stats.DepthTotal{})
		}
		at[layer].Documents += documents
		at[layer].Nodes++
	}
	return at
}
