package tasktest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// damages are the ways in which a text goes wrong. Each takes a text that is
// not empty.
var damages = []func(*rand.Rand, string) string{
	func(rng *rand.Rand, text string) string { // a few bytes lost
		at := rng.IntN(len(text))
		return text[:at] + text[min(len(text), at+1+rng.IntN(8)):]
	},
	func(rng *rand.Rand, text string) string { // a stretch said twice
		from := rng.IntN(len(text))
		to := min(len(text), from+1+rng.IntN(200))
		return text[:to] + text[from:]
	},
	func(rng *rand.Rand, text string) string { // a stretch lost
		from := rng.IntN(len(text))
		return text[:from] + text[min(len(text), from+rng.IntN(200)):]
	},
	func(rng *rand.Rand, text string) string { // a digit changed
		b := []byte(text)
		for k := rng.IntN(len(b)); k < len(b); k++ {
			if '0' <= b[k] && b[k] <= '9' {
				b[k] = '0' + byte(rng.IntN(10))
				break
			}
		}
		return string(b)
	},
	func(rng *rand.Rand, text string) string { // a byte of any kind
		b := []byte(text)
		b[rng.IntN(len(b))] = byte(rng.IntN(256))
		return string(b)
	},
	func(rng *rand.Rand, text string) string { return text[:rng.IntN(len(text))] },
	func(rng *rand.Rand, text string) string { // lines in another order
		lines := strings.SplitAfter(text, "\n")
		rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		return strings.Join(lines, "")
	},
	func(_ *rand.Rand, text string) string { return strings.ReplaceAll(text, "\n", "") },
	func(_ *rand.Rand, text string) string { return strings.ReplaceAll(text, " ", "") },
}

// checkDamage: damaged text never fails to be read, and is never right where
// its answer is gone.
func (s subject) checkDamage(t *testing.T) {
	rng := newRand(s.seed)
	for range 60 {
		text := s.pad
		for range 1 + rng.IntN(4) {
			if text != "" {
				text = damages[rng.IntN(len(damages))](rng, text)
			}
		}
		s.mustRead(t, text)
	}
	// An answer of several parts, such as a grid, may not stand there as a whole.
	if other := strings.ReplaceAll(s.pad, s.Answer(), changed(s.Answer())); other != s.pad && !strings.Contains(other, s.Answer()) {
		if got := s.mustRead(t, other).Answer; got == s.Answer() {
			t.Errorf("%s: the answer is right although the text has %q in its place everywhere", s.name, changed(s.Answer()))
		}
	}
	for _, end := range s.endsBeforeLastLine(rng) {
		if got := s.mustRead(t, s.pad[:end]).Answer; got == s.Answer() {
			t.Errorf("%s: the answer is right although the text ends before it is given, with %q", s.name, s.pad[max(0, end-40):end])
			break // the places beside it would say the same
		}
	}
}

// mustRead reads a text as a response and as a training document. Neither may
// fail, and what they make of it must be well-formed.
func (s subject) mustRead(t *testing.T, text string) task.Trace {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			t.Fatalf("%s: panic %v on the text %q", s.name, fault, text)
		}
	}()
	trace := s.Read(s.gold, text)
	if fault := CheckTrace(s.gold, trace); fault != "" {
		t.Errorf("%s: %s, in the text %q", s.name, fault, text)
	}
	for _, question := range []string{s.Question(), ""} {
		var g graph.Graph
		if _, err := s.task.CompileTrace(&g, task.Document{Question: question, Text: text}); err == nil {
			if fault := CheckGraph(&g); fault != "" {
				t.Errorf("%s: in the graph of a document %s, with the text %q", s.name, fault, text)
			}
		}
		if fault := CheckPrefilter(s.task, question, text); fault != "" {
			t.Errorf("%s: %s", s.name, fault)
		}
		if _, fault := CheckRecognizer(s.task, question, text); fault != "" {
			t.Errorf("%s: %s, with the text %q", s.name, fault, text)
		}
	}
	return trace
}

// CheckTrace says what is wrong with a trace, whatever the text was: readings
// for all nodes, and every value in canonical form.
func CheckTrace(gold *graph.Graph, trace task.Trace) string {
	if len(trace.Readings) != gold.Len() {
		return fmt.Sprintf("%d readings for %d nodes", len(trace.Readings), gold.Len())
	}
	values := []string{trace.Answer, trace.AnswerLenient}
	for v, r := range trace.Readings {
		if (r.State == task.Stated) != (r.Value != "") {
			return fmt.Sprintf("%v has the state %d and the value %q", gold.Label(graph.Node(v)), r.State, r.Value)
		}
		values = append(values, r.Value)
	}
	for _, o := range trace.Operands {
		if args := gold.Args(o.Of); o.Arg < 0 || o.Arg >= len(args) {
			return fmt.Sprintf("%v has no argument %d", gold.Label(o.Of), o.Arg)
		}
		values = append(values, o.Value)
	}
	for _, u := range trace.Unaligned {
		values = append(values, u.Value)
	}
	if i := slices.IndexFunc(values, func(value string) bool { return graph.Canonical(value) != value }); i >= 0 {
		return fmt.Sprintf("the value %q is not canonical", values[i])
	}
	return ""
}

// endsBeforeLastLine are places to cut the scratchpad, all of them before its
// last line, which gives the answer: every one of a short text, else some.
func (s subject) endsBeforeLastLine(rng *rand.Rand) []int {
	last := strings.LastIndexByte(strings.TrimRight(s.pad, "\n"), '\n') + 1
	if last <= 800 {
		ends := make([]int, last)
		for i := range ends {
			ends[i] = i
		}
		return ends
	}
	ends := []int{last - 1}
	for range 60 {
		ends = append(ends, rng.IntN(last))
	}
	return ends
}

// changed is another value of the same length.
func changed(value string) string {
	b := []byte(value)
	for i := len(b) - 1; i >= 0; i-- {
		switch c := b[i]; {
		case '0' <= c && c <= '8', 'a' <= c && c <= 'y':
			b[i]++
			return string(b)
		case c == '9':
			b[i] = '1'
			return string(b)
		}
	}
	return "no " + value
}
