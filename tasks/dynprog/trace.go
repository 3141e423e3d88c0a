package dynprog

import (
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Kinds of restatement, the keys of task.Trace.Miscopied.
const (
	copyInput     = "input"     // a number of the list, or the list as a whole
	copySum       = "dp"        // dp[2] in a later step
	copyCan       = "can"       // "and can_use_next_item == True", "Let can_use_next_item = True"
	copyName      = "name"      // a variable that the step is not made from
	copyCondition = "condition" // "==" where the sides differ or before the output 2, "!=" before 1
)

// Read implements task.Instance.
func (p Instance) Read(g *graph.Graph, text string) task.Trace {
	pad := scanPad(text)
	r := reader{
		Instance: p, pad: pad, g: g, n: len(p.values), nodes: make(map[graph.Label]graph.Node, g.Len()),
		trace: task.Trace{
			Readings: make([]task.Reading, g.Len()), Parts: len(p.values),
			LinesParsed: pad.linesParsed, LinesRejected: pad.linesRejected,
		},
	}
	for v := range graph.Node(g.Len()) {
		r.nodes[g.Label(v)] = v
		if g.Op(v) == opAdd { // the text gives its terms and never the sum
			r.trace.Readings[v].State = task.Unstated
		}
	}
	for position := range pad.steps {
		r.readStep(position, &pad.steps[position])
	}
	for i := range pad.steps { // now that all values are known
		r.readRestatements(&pad.steps[i])
	}
	for _, list := range pad.inputs {
		r.restated(copyInput, list, string(appendList(nil, p.values)))
	}
	r.readAnswer(text, len(pad.steps) > 0)
	return r.trace
}

// reader sets a pad beside the gold graph.
type reader struct {
	Instance
	*pad
	g     *graph.Graph
	n     int
	nodes map[graph.Label]graph.Node
	said  *step // the last comparison, until its output is stored
	trace task.Trace
}

// readStep reads the value of one step. A step that gold lacks, or whose node
// has a value already, is unaligned.
func (r *reader) readStep(position int, s *step) {
	switch s.kind {
	case sumStep:
		r.state(labelDP(int(s.index)), s, position)
	case compareStep:
		r.state(labelEqual(int(s.index)), s, position)
	case storeStep:
		if r.state(labelChoice(int(s.index)), s, position) {
			r.trace.State(r.nodes[labelUse(int(s.index))], truth(s.value == "1"))
		}
	case updateStep:
		if s.index == 0 { // given, not computed
			r.restated(copyCan, s.value, "true")
		} else {
			r.state(labelCan(int(s.index)), s, position)
		}
	}
}

func (r *reader) state(label graph.Label, s *step, position int) bool {
	v, ok := r.nodes[label]
	if !ok || r.trace.Readings[v].State == task.Stated {
		r.trace.Unaligned = append(r.trace.Unaligned, task.UnalignedStep{Step: position, Value: s.value, Arithmetic: r.judge(s)})
		return false
	}
	if s.value != "" {
		r.trace.State(v, s.value)
	}
	return s.value != ""
}

// judge says whether a sum is right on the numbers that it states itself.
func (p *pad) judge(s *step) task.Judgement {
	if s.kind != sumStep || s.args.len() == 0 {
		return task.NotJudged
	}
	largest := "0"
	for _, a := range p.all(s.args) {
		value, ok := p.total(a)
		if !ok {
			return task.NotJudged
		}
		largest = max0(largest, value)
	}
	if s.value == largest {
		return task.Sound
	}
	return task.Unsound
}

// stated is the value that a variable has for the text: the input as given, dp
// as the text gave it, empty where it gave none.
func (r *reader) stated(v ref) string {
	switch {
	case int(v.index) >= r.n:
		return ""
	case v.of == inputVariable:
		return r.values[v.index]
	case v.of == dpVariable:
		return r.trace.Readings[r.nodes[labelDP(int(v.index))]].Value
	}
	return ""
}

// restated counts a miscopy where the text repeats a value otherwise. A value
// that the text never gave cannot be repeated wrongly.
func (r *reader) restated(kind, copied, value string) {
	if copied != "" && value != "" && copied != value {
		r.trace.Miscopy(kind)
	}
}

// readRestatements compares what a step repeats with what it repeats.
func (r *reader) readRestatements(s *step) {
	i := int(s.index)
	if i >= r.n {
		return
	}
	switch s.kind {
	case sumStep:
		for _, a := range r.operandsOf(s, r.n) {
			r.readArgument(a, func(v ref) bool { return r.belongs(v, i, a) })
		}
	case compareStep:
		r.restated(copySum, s.left, r.stated(ref{s.index, dpVariable}))
		r.readArgument(r.all(s.args)[0], func(v ref) bool { return isArgument(v, r.n, i, compared(r.n, i)) })
		if s.can != "" {
			r.restated(copyCan, s.can, r.mayUse(i))
		}
		r.said = s
	case storeStep:
		r.readCondition(s)
	}
}

// mayUse is the truth of can[i] as the text gave it.
func (r *reader) mayUse(i int) string {
	if i == 0 {
		return "true"
	}
	return r.trace.Readings[r.nodes[labelCan(i)]].Value
}

// readCondition compares the words of a comparison with its sides and with the
// output stored for it: "==" goes with equal sides and 1, "!=" with 2.
func (r *reader) readCondition(stored *step) {
	said := r.said
	r.said = nil
	if said == nil || said.index != stored.index {
		return
	}
	if said.saysEqual != (stored.value == "1") || said.saysEqual && said.value == "false" {
		r.trace.Miscopy(copyCondition)
	}
}

// belongs reports whether the form makes dp[i] from that variable, alone or as
// part of a sum as here.
func (r *reader) belongs(v ref, i int, a sum) bool {
	alone := a.terms.len() == 1
	switch {
	case i >= r.n-2:
		return alone && (v == expected(r.n, i, 0, 0) || v == expected(r.n, i, 1, 0))
	case alone:
		return v == expected(r.n, i, 0, 0)
	}
	return isArgument(v, r.n, i, 1)
}

// readArgument counts the variables that do not belong there.
func (r *reader) readArgument(a sum, belongs func(ref) bool) {
	for _, t := range r.each(a) {
		if t.ref.of != noVariable && !belongs(t.ref) {
			r.trace.Miscopy(copyName)
		}
		r.readTerm(t)
	}
}

func (r *reader) readTerm(t term) {
	kind := copyInput
	if t.ref.of == dpVariable {
		kind = copySum
	}
	r.restated(kind, t.value, r.stated(t.ref))
}

// readAnswer is the final answer and, for the node of the output, the list that
// the text calls so, or else the answer of a text without steps.
func (r *reader) readAnswer(text string, hasSteps bool) {
	if list, ok := lastList(text); ok {
		r.trace.AnswerLenient = string(appendList(nil, list))
	}
	list, ok := readAnswer(text, r.form, hasSteps)
	if ok {
		r.trace.Answer = string(appendList(nil, list))
		r.trace.RightParts = r.rightParts(list)
	}
	output, _ := calledList(text, "output")
	if output == nil && !hasSteps {
		output = list
	}
	if output != nil {
		r.trace.State(r.nodes[labelOutput()], string(appendList(nil, output)))
	}
}

// rightParts is how many elements are right; of a list of another length none
// is, since it does not say which is which.
func (r *reader) rightParts(list []string) int {
	if len(list) != r.n {
		return 0
	}
	right := 0
	for i, c := range work(r.values).choices {
		if list[i] == picked(c.use) {
			right++
		}
	}
	return right
}
