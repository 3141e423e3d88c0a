package estimate

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
)

// The rows of nodes are many, and a call per row is what reading them costs.
// So SQLite joins the rows of a graph or a response into one text, with the two
// characters that ASCII has for it and no label holds.
const (
	rowEnd   = "\x1e"
	fieldEnd = "\x1f"

	sqlRowEnd   = "char(30)"
	sqlFieldEnd = "char(31)"
)

// joined is the SQL that makes one text of the rows of a group, in the order of
// their nodes: the node first, then the fields.
func joined(fields ...string) string {
	return "group_concat(node || " + sqlFieldEnd + " || " + strings.Join(fields, " || "+sqlFieldEnd+" || ") + ", " + sqlRowEnd + " ORDER BY node)"
}

// graphNode is an operation node of a graph.
type graphNode struct {
	label    string
	kind     string // the label without indices
	position int
	op       string
	layer    int
}

// graphs are the operation nodes of the graphs that there are rows of, in the
// order of their labels. Graphs are much alike: nodes and texts that come again
// are kept once.
type graphs struct {
	nodes map[graphKey][]graphNode
	lists map[graph.Fingerprint][]graphNode // by the text of all nodes
	texts map[string]string
}

func loadGraphs(ctx context.Context, db database.Querier) (*graphs, error) {
	g := &graphs{nodes: make(map[graphKey][]graphNode), lists: make(map[graph.Fingerprint][]graphNode), texts: make(map[string]string)}
	query := "SELECT example_id, algorithm, " + joined("position", "op", "layer") + " FROM node WHERE op IS NOT NULL GROUP BY example_id, algorithm"
	err := database.EachRow(ctx, db, query, nil, func(rows *sql.Rows) error {
		var of graphKey
		var text string
		if err := rows.Scan(&of.example, &of.algorithm, &text); err != nil {
			return err
		}
		key := graph.FingerprintText(text)
		if nodes, ok := g.lists[key]; ok {
			g.nodes[of] = nodes
			return nil
		}
		nodes := make([]graphNode, 0, 1+strings.Count(text, rowEnd))
		for row := range strings.SplitSeq(text, rowEnd) {
			label, rest, _ := strings.Cut(row, fieldEnd)
			position, rest, _ := strings.Cut(rest, fieldEnd)
			op, layer, _ := strings.Cut(rest, fieldEnd)
			n := graphNode{label: g.once(label), op: g.once(op)}
			n.kind, _, _ = strings.Cut(n.label, "[")
			var errPosition, errLayer error
			n.position, errPosition = strconv.Atoi(position)
			n.layer, errLayer = strconv.Atoi(layer)
			if errPosition != nil || errLayer != nil {
				return fmt.Errorf("node %q of example %d cannot be read", label, of.example)
			}
			nodes = append(nodes, n)
		}
		g.nodes[of], g.lists[key] = nodes, nodes
		return nil
	})
	return g, err
}

func (g *graphs) once(text string) string {
	kept, ok := g.texts[text]
	if !ok {
		kept = strings.Clone(text)
		g.texts[kept] = kept
	}
	return kept
}

// find returns the node with that label, the next after the one found before it:
// what is looked for comes in the order of labels, too.
func find(nodes []graphNode, from int, label string) (at int, ok bool) {
	for at = from; at < len(nodes) && nodes[at].label < label; at++ {
	}
	return at, at < len(nodes) && nodes[at].label == label
}

// loadNodes reads the training documents of the nodes of every graph. All scopes
// of a graph make one text: rows grouped by scope would have to be sorted, all
// of them in memory.
func (c *corpusSample) loadNodes(ctx context.Context, db database.Querier, g *graphs) error {
	c.nodes = make(map[string]map[graphKey][]int64)
	for _, scope := range c.scopes {
		c.nodes[scope] = make(map[graphKey][]int64)
	}
	query := "SELECT example_id, algorithm, " + joined("scope", "documents") + " FROM coverage WHERE corpus_id = ? GROUP BY example_id, algorithm"
	err := database.EachRow(ctx, db, query, []any{c.id}, func(rows *sql.Rows) error {
		var of graphKey
		var text string
		if err := rows.Scan(&of.example, &of.algorithm, &text); err != nil {
			return err
		}
		nodes := g.nodes[of]
		last := 0
		for _, n := range nodes {
			last = max(last, n.position)
		}
		documents := make(map[string][]int64, len(c.scopes)) // of this graph, by scope
		at := 0
		for row := range strings.SplitSeq(text, rowEnd) {
			label, rest, _ := strings.Cut(row, fieldEnd)
			scope, number, _ := strings.Cut(rest, fieldEnd)
			here := documents[scope]
			if here == nil {
				here = make([]int64, last+1)
				documents[scope] = here
			}
			var ok bool
			if at, ok = find(nodes, at, label); !ok {
				continue
			}
			var err error
			if here[nodes[at].position], err = strconv.ParseInt(number, 10, 64); err != nil {
				return fmt.Errorf("coverage of node %q of example %d cannot be read", label, of.example)
			}
		}
		for scope, documents := range documents {
			if c.nodes[scope] != nil {
				c.nodes[scope][of] = documents
			}
		}
		return nil
	})
	c.depths = make(map[graphKey][]stats.DepthTotal)
	for of, documents := range c.nodes["full"] {
		c.depths[of] = depthTotals(g.nodes[of], documents)
	}
	return err
}

// depthTotals are the documents of the nodes of each layer.
func depthTotals(nodes []graphNode, documents []int64) []stats.DepthTotal {
	var at []stats.DepthTotal
	for _, n := range nodes {
		for len(at) <= n.layer {
			at = append(at, stats.DepthTotal{})
		}
		at[n.layer].Documents += documents[n.position]
		at[n.layer].Nodes++
	}
	return at
}
