package coverage

import (
	"iter"
	"math"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/graph"
)

// ExampleCoverage is how much of an example's graph occurs in a corpus under
// one scope, over its operation nodes (METHOD.md section 5).
type ExampleCoverage struct {
	Operations int
	SeenNodes  int // with at least one training document

	// Exposure is the mean over the nodes of ln(1 + documents): 0 where nothing
	// was seen.
	Exposure float64

	// MinDocuments are the documents of the bottleneck node.
	MinDocuments int64

	// DeepestSeenLayer is the largest layer up to which every node was seen, 0
	// where not even layer 1 was.
	DeepestSeenLayer int

	SinkDocuments int64
}

// Measure sums up the counts of a graph's nodes, which are indexed by node;
// entries of sources are not used. The sink is the node of the answer.
func Measure(g *graph.Graph, sink graph.Node, counts []corpus.Count) ExampleCoverage {
	m := ExampleCoverage{MinDocuments: math.MaxInt64}
	unseen := math.MaxInt // the first layer with a node that was not seen
	logs := 0.0
	for v := range operations(g) {
		m.Operations++
		documents := counts[v].Documents
		if documents > 0 {
			m.SeenNodes++
		} else {
			unseen = min(unseen, g.Layer(v))
		}
		logs += math.Log1p(float64(documents))
		m.MinDocuments = min(m.MinDocuments, documents)
		m.DeepestSeenLayer = max(m.DeepestSeenLayer, g.Layer(v))
	}
	if m.Operations == 0 {
		return ExampleCoverage{}
	}
	m.SinkDocuments = counts[sink].Documents
	m.Exposure = logs / float64(m.Operations)
	m.DeepestSeenLayer = min(m.DeepestSeenLayer, unseen-1)
	return m
}

// operations are the operation nodes of a graph, in order.
func operations(g *graph.Graph) iter.Seq[graph.Node] {
	return func(yield func(graph.Node) bool) {
		for v := range graph.Node(g.Len()) {
			if !g.IsSource(v) && !yield(v) {
				return
			}
		}
	}
}
