package multiplication

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Kinds of restatement, the keys of task.Trace.Miscopied.
const (
	copyFactor     = "factor"      // x or y as a whole
	copyDigit      = "digit"       // "which is 3", "Multiply 8 by", "from multiplication by 8", "2 x 4"
	copyCarry      = "carry"       // "(1 x 8) + 1"
	copyPartial    = "partial"     // "A=48 (from ..", "48 x 1 + ..", "= 48 + .."
	copyShifted    = "shifted"     // ".. + 960 = 1008"
	copyPower      = "power"       // "x 10"
	copyLastResult = "last result" // the final number where there is only one row
)

// Read implements task.Instance.
func (p Instance) Read(g *graph.Graph, text string) task.Trace {
	pad := scanPad(text)
	r := reader{
		Instance: p, g: g, nodes: make(map[graph.Label]graph.Node, g.Len()), first: make(map[[2]int]*step),
		trace: task.Trace{
			Readings:    make([]task.Reading, g.Len()),
			LinesParsed: pad.linesParsed, LinesRejected: pad.linesRejected,
			InForm: strings.Contains(text, openText) || len(pad.headers)+len(pad.steps)+len(pad.partials)+len(pad.terms) > 0,
		},
	}
	for v := range graph.Node(g.Len()) {
		r.nodes[g.Label(v)] = v
	}
	for v := range graph.Node(g.Len()) {
		if g.Label(v).Base() == "sum" { // then the text gives the sum and never the product alone
			r.trace.Readings[g.Args(v)[0]].State = task.Unstated
		}
	}
	for _, h := range pad.headers {
		r.readHeader(h)
	}
	for i := range pad.steps {
		r.readStep(&pad.steps[i])
	}
	for _, s := range pad.partials {
		r.readPartial(s)
	}
	for _, t := range pad.terms {
		r.readTerm(t)
	}
	r.readFinal(pad)
	r.readAnswer(pad, text)
	return r.trace
}

// reader sets a pad beside the gold graph.
type reader struct {
	Instance
	g     *graph.Graph
	nodes map[graph.Label]graph.Node
	first map[[2]int]*step // the first step at each row and column
	trace task.Trace
}

// restated counts a miscopy where the text repeats a value otherwise. A value
// that the text never gave cannot be repeated wrongly.
func (r *reader) restated(kind, copied, value string) {
	if copied != "" && value != "" && graph.Canonical(copied) != value {
		r.trace.Miscopy(kind)
	}
}

func (r *reader) unaligned(position int, value string) {
	r.trace.Unaligned = append(r.trace.Unaligned, task.UnalignedStep{Step: position, Value: graph.Canonical(value)})
}

// has reports whether the gold graph has a node with that label.
func (r *reader) has(label graph.Label) bool {
	_, ok := r.nodes[label]
	return ok
}

// state reads a value for the node with that label and reports whether the
// gold graph has one that was not given a value before.
func (r *reader) state(label graph.Label, value string) bool {
	v, ok := r.nodes[label]
	if !ok || r.trace.Readings[v].State == task.Stated {
		return false
	}
	r.trace.State(v, graph.Canonical(value))
	return true
}

// stated is the value that the text gave to a node, empty where it gave none.
func (r *reader) stated(label graph.Label) string {
	v, ok := r.nodes[label]
	if !ok {
		return ""
	}
	return r.trace.Readings[v].Value
}

// digitOf is a digit of a factor, empty outside of it.
func digitOf(number string, place int) string {
	if place < 0 || place >= len(number) {
		return ""
	}
	at := len(number) - 1 - place
	return number[at : at+1]
}

func (r *reader) readHeader(h header) {
	r.restated(copyFactor, h.x, r.x)
	r.restated(copyFactor, h.row.factor, r.y)
	r.restated(copyDigit, h.row.digit, digitOf(r.y, h.row.index))
}

func (r *reader) readStep(s *step) {
	row, column := s.row, s.column.index
	xi, yj := digitOf(r.x, column), digitOf(r.y, row)
	r.restated(copyDigit, s.multiplier, yj)
	r.restated(copyFactor, s.column.factor, r.x)
	r.restated(copyDigit, s.column.digit, xi)
	r.restated(copyDigit, s.factorX, xi)
	r.restated(copyDigit, s.factorY, yj)
	if before := r.first[[2]int{row, column - 1}]; before != nil {
		r.restated(copyCarry, s.carryIn, graph.Canonical(before.carry))
	}
	at := [2]int{row, column}
	if xi == "" || yj == "" || r.first[at] != nil {
		r.unaligned(s.position, s.result)
		return
	}
	r.first[at] = s
	if s.result != "" {
		r.state(r.labelResult(s), s.result)
	}
	switch {
	case s.carry != "" && r.has(labelCarry(row, column)):
		if s.written != "" {
			r.state(labelDigit(row, column), s.written)
		}
		r.state(labelCarry(row, column), s.carry)
		return
	case s.carry != "":
		r.unaligned(s.position, s.carry)
	case s.written != "" && s.result != "" && graph.Canonical(s.written) != graph.Canonical(s.result):
		r.unaligned(s.position, s.written)
	}
	r.useWritten(s)
}

// labelResult is the node that a step's stated result is the value of: the sum
// where gold has one, whether the text added a carry or not.
func (r *reader) labelResult(s *step) graph.Label {
	if sum := labelSum(s.row, s.column.index); r.has(sum) {
		return sum
	}
	return labelProd(s.row, s.column.index)
}

// useWritten makes the written digit the one that the partial product is put
// together from, whichever node stands for it in the gold graph.
func (r *reader) useWritten(s *step) {
	concat, ok := r.nodes[labelPartial(s.row)]
	if !ok || s.written == "" {
		return
	}
	arg := len(r.x) - 1 - s.column.index // arguments go from left to right
	if value := graph.Canonical(s.written); value != r.trace.Readings[r.g.Args(concat)[arg]].Value {
		r.trace.Operands = append(r.trace.Operands, task.Operand{Of: concat, Arg: arg, Value: value})
	}
}

// rowResult is what the text gave as the result of a row, before it is shifted:
// the partial product, or the only step where x has one digit.
func (r *reader) rowResult(row int) string {
	if len(r.x) == 1 {
		return r.stated(labelProd(row, 0))
	}
	return r.stated(labelPartial(row))
}

func (r *reader) readPartial(s partial) {
	if len(r.x) == 1 && s.row < len(r.y) {
		r.restated(copyPartial, s.value, r.rowResult(s.row))
	} else if !r.state(labelPartial(s.row), s.value) {
		r.unaligned(s.position, s.value)
	}
}

func (r *reader) readTerm(t term) {
	r.restated(copyPartial, t.partial, r.rowResult(t.row))
	r.restated(copyDigit, t.multiplier, digitOf(r.y, t.row))
	if t.shifted != "" && !r.state(labelShifted(t.row), t.shifted) {
		r.unaligned(t.position, t.shifted)
	}
}

func (r *reader) readFinal(pad *pad) {
	f := &pad.final
	for row, copied := range f.partials {
		r.restated(copyPartial, copied, r.rowResult(row))
		if row < len(r.y) {
			r.restated(copyPower, f.powers[row], "1"+zeros(row))
		}
	}
	for row, copied := range f.summands {
		if row == 0 {
			r.restated(copyPartial, copied, r.rowResult(0))
		} else {
			r.restated(copyShifted, copied, r.stated(labelShifted(row)))
		}
	}
}

// readAnswer is the final answer and, for the node of the product, what the
// text states as such. They come from the sentence that ends the scratchpad.
// Without it, steps that end in an equation are no answer, only what the text
// names as its answer is; a text without steps may give it in any other way.
func (r *reader) readAnswer(pad *pad, text string) {
	r.trace.AnswerLenient = canonicalNumber(task.LastNumber(text))
	product := canonicalNumber(pad.final.product)
	switch {
	case r.container != task.NoContainer:
		r.trace.Answer = task.StatedNumber(text, r.container)
	case pad.final.found:
		r.trace.Answer = product
	case pad.computed > 0:
		r.trace.Answer = task.StatedNumber(text, task.NoContainer)
	default:
		r.trace.Answer = task.NumberAnswer(text, task.NoContainer)
	}
	if !pad.final.found && pad.computed == 0 {
		product = r.trace.Answer
	}
	if product == "" {
		return
	}
	if v, ok := r.nodes[labelProduct()]; ok {
		r.trace.State(v, product)
	} else {
		r.restated(copyLastResult, product, r.rowResult(0))
	}
}

func canonicalNumber(text string) string {
	n, _ := graph.CanonicalNumber(text)
	return n
}
