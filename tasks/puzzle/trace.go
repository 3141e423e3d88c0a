package puzzle

import (
	"maps"
	"slices"

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
		Instance: p, nodes: make(map[graph.Label]graph.Node, g.Len()), said: make(map[stated]bool), latest: make(map[logic.Cell]string),
		trace: task.Trace{
			Readings:    make([]task.Reading, g.Len()),
			LinesParsed: pad.linesParsed, LinesRejected: pad.linesRejected,
		},
	}
	for v := range graph.Node(g.Len()) {
		r.nodes[g.Label(v)] = v
	}
	if p.asked != nil {
		r.readAsked(text)
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

// readTable reads the final table, the answer. A cell that it gives two values
// has none. What it repeats of the steps is no new value of their cells: one
// that it copies wrongly is a mistake made here.
func (r *reader) readTable(cells []stated) {
	answer := make(map[logic.Cell]string)
	for _, c := range cells {
		if value, twice := answer[c.Cell]; twice && value != c.value {
			answer[c.Cell] = missing
		} else {
			answer[c.Cell] = c.value
		}
	}
	maps.DeleteFunc(answer, func(_ logic.Cell, value string) bool { return value == missing })
	for c, value := range answer {
		if value == r.valueAt(c) {
			r.trace.RightParts++
		}
	}
	r.trace.Answer = r.joined(answer)
	if r.trace.Answer != "" {
		r.trace.State(r.nodes[labelSolution()], r.trace.Answer)
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

// readAsked reads the answer where one cell is asked for: the whole content of
// the last container, <answer> unless the prompt prescribes another.
func (r *reader) readAsked(text string) {
	r.trace.AnswerLenient = r.lastMention(text)
	content, _ := task.StatedContent(text, r.container)
	if fold(content) == "" {
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
