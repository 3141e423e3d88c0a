package estimate

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
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

// joined is the SQL that makes one text of the rows of a group, in whatever
// order SQLite meets them: the node first, then the fields.
func joined(fields ...string) string {
	return "group_concat(node || " + sqlFieldEnd + " || " + strings.Join(fields, " || "+sqlFieldEnd+" || ") + ", " + sqlRowEnd + ")"
}

// graphNode is an operation node of a graph.
type graphNode struct {
	kind  string // the label without indices
	op    string
	layer int
}

// graphNodes are the operation nodes of a graph in topological order.
type graphNodes struct {
	nodes []graphNode
	at    map[string]int // where each is, by its label
}

// graphs are the graphs that there are rows of. They are much alike: those that
// come again are kept once, so that equal ones are the same pointer.
type graphs struct {
	numbers graphNumbers // of those that observations are of
	of      map[graphKey]*graphNodes
	known   map[graph.Fingerprint]*graphNodes // by the text of all nodes
	texts   texts
}

// texts keeps texts that come again once.
type texts map[string]string

func (t texts) once(text string) string {
	kept, ok := t[text]
	if !ok {
		kept = strings.Clone(text)
		t[kept] = kept
	}
	return kept
}

func loadGraphs(ctx context.Context, db database.Querier) (*graphs, error) {
	g := &graphs{numbers: make(graphNumbers), of: make(map[graphKey]*graphNodes), known: make(map[graph.Fingerprint]*graphNodes), texts: make(texts)}
	query := "SELECT example_id, algorithm, " + joined("position", "op", "layer") + " FROM node WHERE op IS NOT NULL GROUP BY example_id, algorithm"
	err := database.EachRow(ctx, db, query, nil, func(rows *sql.Rows) error {
		var of graphKey
		var text string
		if err := rows.Scan(&of.example, &of.algorithm, &text); err != nil {
			return err
		}
		of.algorithm = g.texts.once(of.algorithm)
		key := graph.FingerprintText(text)
		nodes := g.known[key]
		if nodes == nil {
			var err error
			if nodes, err = g.parse(text); err != nil {
				return fmt.Errorf("example %d: %w", of.example, err)
			}
			g.known[key] = nodes
		}
		g.of[of] = nodes
		return nil
	})
	return g, err
}

// parse reads the joined rows of the nodes of one graph.
func (g *graphs) parse(text string) (*graphNodes, error) {
	type placed struct {
		graphNode
		label    string
		position int
	}
	var all []placed
	for row := range strings.SplitSeq(text, rowEnd) {
		label, rest, _ := strings.Cut(row, fieldEnd)
		position, rest, _ := strings.Cut(rest, fieldEnd)
		op, layer, _ := strings.Cut(rest, fieldEnd)
		n := placed{label: g.texts.once(label)}
		n.op = g.texts.once(op)
		n.kind, _, _ = strings.Cut(n.label, "[")
		var errPosition, errLayer error
		n.position, errPosition = strconv.Atoi(position)
		n.layer, errLayer = strconv.Atoi(layer)
		if errPosition != nil || errLayer != nil {
			return nil, fmt.Errorf("node %q cannot be read", label)
		}
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b placed) int { return cmp.Compare(a.position, b.position) })
	nodes := &graphNodes{at: make(map[string]int, len(all))}
	for i, n := range all {
		nodes.nodes = append(nodes.nodes, n.graphNode)
		nodes.at[n.label] = i
	}
	return nodes, nil
}
