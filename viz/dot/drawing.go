package dot

import (
	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
)

// Drawing is a computation graph ready to be drawn. It is plain data: what is
// unknown is nil or empty, never zero.
type Drawing struct {
	Title string   `json:"title"`
	Notes []string `json:"notes,omitempty"` // lines under the title

	Task      string `json:"task,omitempty"`
	Algorithm string `json:"algorithm,omitempty"`
	Example   int64  `json:"example_id,omitempty"`  // 0: not of a database
	Response  int64  `json:"response_id,omitempty"` // 0: no response, so no outcomes
	Corpus    string `json:"corpus,omitempty"`      // empty: no counts
	Scope     string `json:"scope,omitempty"`
	Focus     string `json:"focus,omitempty"` // label of the node whose sub-graph is drawn

	Nodes    []Node    `json:"nodes"` // in topological order, but for folded ones
	Edges    []Edge    `json:"edges"`
	Clusters []Cluster `json:"clusters,omitempty"`

	// Counts are of the sub-graph of Focus alone, under every scope.
	Counts []Count `json:"counts,omitempty"`
	// Fingerprint is that of the sub-graph of Focus under Scope, the key of its
	// counts in the table subgraph; nil without Focus or Corpus.
	Fingerprint *graph.Fingerprint `json:"fingerprint,omitempty"`
	// Documents are the first training documents that contain the sub-graph of
	// Focus under Scope, as file:line, where somebody looked for them.
	Documents []string `json:"found_in,omitempty"`
}

// Node is a box of the picture.
type Node struct {
	ID        string   `json:"id"` // short, unique, the same at every run; also the id of its SVG element
	Label     string   `json:"label"`
	Op        string   `json:"op,omitempty"` // empty: a source
	Value     string   `json:"value"`        // gold
	Layer     int      `json:"layer"`
	Arguments []string `json:"arguments,omitempty"` // labels, in order

	Given    *string         `json:"given,omitempty"`    // what the response states; nil: nothing
	Outcome  outcome.Outcome `json:"outcome,omitempty"`  // as in the table outcome; empty: not judged
	Inferred bool            `json:"inferred,omitempty"` // the text never states Given

	Documents   *int64 `json:"documents,omitempty"` // that contain its sub-graph; nil: not looked up
	Occurrences *int64 `json:"occurrences,omitempty"`

	// Cut says that its arguments are left out of the picture.
	Cut bool `json:"cut,omitempty"`
	// Folded is what a box stands for that stands for several nodes.
	Folded *Folded `json:"folded,omitempty"`
}

// IsSource reports whether the node is an input of the problem.
func (n *Node) IsSource() bool { return n.Op == "" && (n.Folded == nil || n.Folded.Operations == 0) }

// Folded are the nodes behind one box. Node.Documents is then the fewest of
// them, the bottleneck; the values are those of Exit, and the outcome is that of
// the first node that is not correct.
type Folded struct {
	Exit       string                  `json:"exit,omitempty"` // the only node of them that others are made from
	Labels     []string                `json:"labels"`
	Operations int                     `json:"operations"`         // of them no source
	Seen       int                     `json:"seen"`               // operations with documents > 0
	Outcomes   map[outcome.Outcome]int `json:"outcomes,omitempty"` // nodes by outcome
}

// Edge goes from an argument to what is made of it, by node IDs.
type Edge struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Cluster is a row or step of the task: nodes that are drawn in one frame.
type Cluster struct {
	Label string   `json:"label"`
	Nodes []string `json:"nodes"` // IDs
}

// Count is how often one sub-graph occurs in a corpus.
type Count struct {
	Corpus      string `json:"corpus"`
	Scope       string `json:"scope"`
	Documents   int64  `json:"documents"`
	Occurrences int64  `json:"occurrences"`
}

// Options say what of a graph is drawn.
type Options struct {
	Response  int64  // whose outcomes; 0: none
	Algorithm string // which of an example's graphs; empty: the response's, else the one that most responses used
	Scope     string // of the counts; empty: full
	Corpus    string // of the counts; empty: the only one
	Focus     string // label of the node whose sub-graph alone is drawn; empty: everything
	Depth     int    // how many edges up from the focus or the sinks; 0: all

	// FoldAbove is the number of nodes above which a graph is folded; 0:
	// DefaultFoldAbove, negative: never.
	FoldAbove int
}

// DefaultFoldAbove is about as many nodes as can be read on one page.
const DefaultFoldAbove = 120
