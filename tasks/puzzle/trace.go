package puzzle

import (
	"slices"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// Kinds of restatement, the keys of task.Trace.Miscopied.
const (
	copyClue = "clue" // a quoted clue that the puzzle does not have
	copyCell = "cell" // a cell of the final table that is not what was stated of it before
)

const (
	openTag  = "<answer>"
	closeTag = "</answer>"
)

// Read implements task.Instance. A cell has the value that the text states
// first; the one asked for has the final answer, where there is one.
func (p Instance) Read(g *graph.Graph, text string) task.Trace {
	pad := scanPad(p.grid, text)
	r := reader{
		Instance: p, g: g, nodes: make(map[graph.Label]graph.Node, g.Len()), said: make(map[stated]bool), latest: make(map[logic.Cell]string),
		trace: task.Trace{
			Readings:    make([]task.Reading, g.Len()),
			LinesParsed: pad.linesParsed, LinesRejected: pad.linesRejected,
		},
	}
	for v := range graph.Node(g.Len()) {
		r.nodes[g.Label(v)] = v
	}
	if p.asked != nil {
		r.readTag(text)
	}
	final := pad.lastTable()
	for i, s := range pad.statements {
		for _, c := range s.quotes {
			if _, ok := p.clueIndex[c.text]; !ok {
				r.trace.Miscopy(copyClue)
			}
		}
		for _, c := range s.cells {
			r.readCell(c, i == final)
		}
	}
	if p.asked == nil && final >= 0 {
		r.readTable(pad.statements[final].cells)
	}
	if p.asked == nil {
		r.trace.Parts = p.houses * len(p.attributes)
		r.trace.AnswerLenient = p.joined(r.latest)
	}
	return r.trace
}

// reader sets a pad beside the gold graph.
type reader struct {
	Instance
	g      *graph.Graph
	nodes  map[graph.Label]graph.Node
	said   map[stated]bool
	latest map[logic.Cell]string // what was said of each cell last
	steps  int
	trace  task.Trace
}

// readCell reads a cell as a step. Said again it is none; what contradicts the
// first value is a step that gold does not have, but in the final table it is
// that value miscopied.
func (r *reader) readCell(c stated, isFinal bool) {
	r.latest[c.Cell] = c.value
	if r.said[c] {
		return
	}
	r.said[c] = true
	r.steps++
	finding := r.finding(c.Cell, c.value)
	v, ok := r.nodes[r.labelCell(c.Cell)]
	switch {
	case ok && r.trace.Readings[v].State == task.Missing:
		r.trace.State(v, finding)
	case ok && r.trace.Readings[v].Value == finding:
	case ok && isFinal:
		r.trace.Miscopy(copyCell)
	default:
		r.trace.Unaligned = append(r.trace.Unaligned, task.UnalignedStep{Step: r.steps, Value: finding})
	}
}

// readTable reads the final table: the answer, and what the text takes to be
// the arguments of the solution.
func (r *reader) readTable(cells []stated) {
	answer := make(map[logic.Cell]string)
	for _, c := range cells {
		answer[c.Cell] = c.value
	}
	sink := r.nodes[labelSolution()]
	for k, c := range r.cells() {
		value, ok := answer[c]
		if !ok {
			continue
		}
		if value == r.valueAt(c) {
			r.trace.RightParts++
		}
		finding := r.finding(c, value)
		if finding != r.trace.Readings[r.g.Args(sink)[k]].Value {
			r.trace.Operands = append(r.trace.Operands, task.Operand{Of: sink, Arg: k, Value: finding})
		}
	}
	r.trace.Answer = r.joined(answer)
	if r.trace.Answer != "" {
		r.trace.State(sink, r.trace.Answer)
	}
}

// missing stands for a cell that an answer leaves out.
const missing = "?"

// joined is the canonical answer of those cells, empty where there are none.
func (p Instance) joined(cells map[logic.Cell]string) string {
	if len(cells) == 0 {
		return ""
	}
	var values []string
	right := true
	for _, c := range p.cells() {
		value, ok := cells[c]
		if !ok {
			value = missing
		}
		right = right && value == p.valueAt(c)
		values = append(values, value)
	}
	answer := joinValues(values)
	if !right && answer == p.Answer() { // the same words at other places
		return missing + " " + answer
	}
	return answer
}

// readTag reads the answer where one cell is asked for: the whole content of
// the last tag.
func (r *reader) readTag(text string) {
	r.trace.AnswerLenient = r.lastMention(text)
	at := strings.LastIndex(text, openTag)
	if at < 0 {
		return
	}
	content, _, closed := strings.Cut(text[at+len(openTag):], closeTag)
	if !closed || fold(content) == "" {
		return
	}
	value := r.spelled(r.asked.Attribute, content)
	r.trace.Answer = graph.Canonical(value)
	r.latest[*r.asked] = value
	r.trace.State(r.nodes[r.labelCell(*r.asked)], r.finding(*r.asked, value))
}

// lastMention is the value of the attribute asked for that the text names last,
// as whole words; of two that end there the longer.
func (r *reader) lastMention(text string) string {
	list := words(text)
	last, end, length := "", 0, 0
	for _, value := range r.attributes[r.asked.Attribute].values {
		run := words(value)
		for i := len(list); i >= len(run) && i >= end; i-- {
			if !slices.Equal(list[i-len(run):i], run) {
				continue
			}
			if i > end || len(run) > length {
				last, end, length = graph.Canonical(value), i, len(run)
			}
			break
		}
	}
	return last
}
