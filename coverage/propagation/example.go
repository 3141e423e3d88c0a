package propagation

import "fmt"

// Example is one problem with all responses to it, as counts. The outcomes are
// those of METHOD.md section 4.
type Example struct {
	// Depth and Width are those of the computation graph (METHOD.md section 1).
	Depth, Width int
	// Responses counts the responses, Right those with the right answer. An
	// example without a response is left out.
	Responses, Right int
	// Flawed counts the responses with a wrong step, an outcome local, whatever
	// their answer. A missing step is not a wrong one.
	Flawed int
	// FlawedRight counts the flawed responses whose answer is right all the same.
	FlawedRight int
	// Steps holds the operation nodes of the graph by op and layer. An example
	// without a node cannot be predicted and is left out.
	Steps []Steps
}

// Steps is what the operation nodes of one op and layer of an example have in
// common. All but Nodes are sums over nodes and responses. Several Steps of the
// same op and layer in one example are added up.
type Steps struct {
	Op    string
	Layer int // 1 or more
	// Nodes counts the nodes in the graph, without those that a text never
	// states (outcomes flagged inferred): an error in one of these shows as an
	// error of the next stated node, and would be charged twice.
	Nodes int
	// Correct and Local count stated nodes whose arguments were all right: those
	// with the right value and those with a wrong one. An outcome local where some
	// argument was wrong counts under WrongArguments instead.
	Correct, Local int
	// WrongArguments counts stated nodes of which some argument was wrong. Masked
	// and Unexplained count those of them with the right value all the same, by
	// kind of restoration.
	WrongArguments, Masked, Unexplained int
	// Missing counts nodes that the text ought to state and does not.
	Missing int
}

func (s *Steps) judged() int { return s.Correct + s.Local }

func (s *Steps) restored() int { return s.Masked + s.Unexplained }

// operations is the number of nodes that the prediction multiplies over.
func (e *Example) operations() int {
	n := 0
	for k := range e.Steps {
		n += e.Steps[k].Nodes
	}
	return n
}

// check says what is impossible about the examples; empty means nothing.
func check(examples []Example) (problem string) {
	for i := range examples {
		e := &examples[i]
		switch {
		case e.Right < 0 || e.Right > e.Responses:
			return fmt.Sprintf("example %d: %d right of %d responses is impossible", i, e.Right, e.Responses)
		case e.Flawed < 0 || e.Flawed > e.Responses:
			return fmt.Sprintf("example %d: %d flawed of %d responses is impossible", i, e.Flawed, e.Responses)
		case e.FlawedRight < 0 || e.FlawedRight > e.Flawed || e.FlawedRight > e.Right || e.Right-e.FlawedRight > e.Responses-e.Flawed:
			return fmt.Sprintf("example %d: %d right of %d flawed responses is impossible with %d right of %d in all", i, e.FlawedRight, e.Flawed, e.Right, e.Responses)
		}
		for k := range e.Steps {
			s := &e.Steps[k]
			switch {
			case min(s.Nodes, s.Correct, s.Local, s.WrongArguments, s.Masked, s.Unexplained, s.Missing) < 0:
				return fmt.Sprintf("example %d: op %s, layer %d: negative count", i, s.Op, s.Layer)
			case s.Layer < 1:
				return fmt.Sprintf("example %d: op %s: layer %d is not that of an operation node", i, s.Op, s.Layer)
			case s.restored() > s.WrongArguments:
				return fmt.Sprintf("example %d: op %s, layer %d: %d restorations in %d steps with a wrong argument are impossible", i, s.Op, s.Layer, s.restored(), s.WrongArguments)
			}
		}
	}
	return ""
}
