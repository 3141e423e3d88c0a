package task

import "github.com/graphcov/graphcov/graph"

// Recognizer is implemented by tasks that know their own scratchpads at a glance.
// Most training data spells out just what the algorithm does: to write that anew
// and compare takes a fraction of the time of reading it.
type Recognizer interface {
	Task

	// CompileOwn appends to the empty graph g what CompileTrace would, and returns
	// the same instance, where the text is byte for byte what the instance of the
	// question appends as its scratchpad. It reports false, and leaves g as it is,
	// for anything else; it may do so for its own scratchpad, too, in other words
	// of asking or with other escapes of JSON. It keeps nothing of the two texts.
	CompileOwn(g *graph.Graph, question, text Written) (Instance, bool)
}
