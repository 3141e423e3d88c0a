package multiplication

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/arithmetic"
	"github.com/graphcov/graphcov/tasks/task"
)

// Names of the other ways to multiply. Chat models seldom work like the paper:
// they split a factor into its places, 23 x 47 = 23 x 40 + 23 x 7, or write
// down equations of their own, by rounding 47 to 50, say.
const (
	algorithmEquations     = "equations"      // free ones: only the product itself is known
	algorithmDistributiveY = "distributive_y" // y split into its places
	algorithmDistributiveX = "distributive_x" // x split
)

// variant is a multiplication worked in equations: its graph and its reading are
// those of package arithmetic, for a reference solution of ours.
type variant struct {
	Instance
	algorithm string
	solution  string
	worked    arithmetic.Worded
}

var _ task.Variants = Instance{}

// maxWrittenOut bounds the digits of both factors together where a product is
// worked in equations. Package arithmetic reads no longer numbers, and those of
// a factor split into its places would take room in proportion to the square.
const maxWrittenOut = 1000

// Variants implements task.Variants. Free equations come first: a way that
// explains no more of a response than they do is not the way it was worked.
func (p Instance) Variants() []task.Instance {
	if len(p.x)+len(p.y) > maxWrittenOut {
		return nil
	}
	return []task.Instance{
		p.variant(algorithmEquations, equation(p.x, "*", p.y, p.Answer())),
		p.variant(algorithmDistributiveY, p.distribute(p.x, p.y)),
		p.variant(algorithmDistributiveX, p.distribute(p.y, p.x)),
	}
}

func (p Instance) variant(algorithm, equations string) task.Instance {
	return variant{p, algorithm, equations, arithmetic.Solution(p.Question(), p.Input(), equations, p.Answer(), p.container)}
}

// distribute multiplies one factor by the places of the other, the highest
// first, and adds up: 23 * 40 = 920, 23 * 7 = 161, 920 + 161 = 1081.
func (p Instance) distribute(whole, split string) string {
	var b strings.Builder
	var parts []string
	for i := range len(split) {
		if split[i] == '0' && len(split) > 1 {
			continue
		}
		place := shift(split[i:i+1], len(split)-1-i)
		parts = append(parts, multiply(whole, place))
		b.WriteString(equation(whole, "*", place, parts[len(parts)-1]))
	}
	if len(parts) > 1 {
		b.WriteString(strings.Join(parts, " + ") + " = " + p.Answer() + "\n")
	}
	return b.String()
}

func equation(left, op, right, result string) string {
	return left + " " + op + " " + right + " = " + result + "\n"
}

// Algorithm implements task.Instance.
func (v variant) Algorithm() string { return v.algorithm }

// Compile implements task.Instance.
func (v variant) Compile(g *graph.Graph) graph.Node { return v.worked.Compile(g) }

// AppendScratchpad implements task.Instance.
func (v variant) AppendScratchpad(dst []byte) []byte { return append(dst, v.solution...) }

// Apply implements task.Instance.
func (v variant) Apply(g *graph.Graph, n graph.Node, args []string) (string, bool) {
	return v.worked.Apply(g, n, args)
}

// Equal implements task.Instance.
func (v variant) Equal(stated, value string) bool { return v.worked.Equal(stated, value) }

// Read implements task.Instance. The answer is read as of any multiplication.
func (v variant) Read(g *graph.Graph, text string) task.Trace {
	trace := v.worked.Read(g, text)
	trace.Answer, trace.AnswerLenient = task.NumberAnswer(text, v.container), canonicalNumber(task.LastNumber(text))
	return trace
}
