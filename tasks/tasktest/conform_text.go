package tasktest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// checkRoundTrips: what an instance writes of itself is read as that instance.
func (s subject) checkRoundTrips(t *testing.T) {
	for form, p := range map[string]task.Problem{
		"input":    {Input: s.Input()},
		"question": {Question: s.Question()},
		"both":     {Input: s.Input(), Question: s.Question()},
	} {
		back, err := s.task.Parse(p)
		if err != nil {
			t.Errorf("%s: its %s does not parse: %v", s.name, form, err)
			continue
		}
		if diff := cmp.Diff(describe(s.Instance), describe(back)); diff != "" {
			t.Errorf("%s: by its %s it comes back as another: %s", s.name, form, diff)
		}
	}
	if got := string(s.AppendScratchpad([]byte("before "))); got != "before "+s.pad {
		t.Errorf("%s: a scratchpad appended to a text differs: %q", s.name, got)
	}
	var traced graph.Graph
	about, err := s.task.CompileTrace(&traced, task.Document{Question: s.Question(), Text: s.pad})
	if err != nil {
		t.Errorf("%s: its scratchpad is no trace: %v", s.name, err)
		return
	}
	if diff := cmp.Diff(describe(s.Instance), describe(about)); diff != "" {
		t.Errorf("%s: its scratchpad is taken to be of another instance: %s", s.name, diff)
	}
	if diff := Diff(s.gold, &traced); diff != "" {
		t.Errorf("%s: its scratchpad spells out another graph: %s", s.name, diff)
	}
	recognized, fault := CheckRecognizer(s.task, s.Question(), s.pad)
	if _, recognizes := s.task.(task.Recognizer); fault != "" || recognized != recognizes {
		t.Errorf("%s: its scratchpad is recognized: %v; %s", s.name, recognized, fault)
	}
}

// describe is all that an instance says of itself.
func describe(i task.Instance) map[string]string {
	return map[string]string{"input": i.Input(), "question": i.Question(), "size": i.Size(), "answer": i.Answer()}
}

// checkOwnScratchpad: a perfect response is read as perfect.
func (s subject) checkOwnScratchpad(t *testing.T) {
	trace := s.Read(s.gold, s.pad)
	if len(trace.Readings) != s.gold.Len() {
		t.Fatalf("%s: %d readings for %d nodes", s.name, len(trace.Readings), s.gold.Len())
	}
	for v := range graph.Node(s.gold.Len()) {
		if s.gold.IsSource(v) {
			continue
		}
		switch r := trace.Readings[v]; {
		case r.State == task.Missing:
			t.Errorf("%s: its scratchpad does not state %v", s.name, s.gold.Label(v))
		case r.State == task.Stated && r.Value != s.gold.Value(v):
			t.Errorf("%s: its scratchpad states %v as %q, want %q", s.name, s.gold.Label(v), r.Value, s.gold.Value(v))
		}
	}
	if trace.Answer != s.Answer() {
		t.Errorf("%s: its scratchpad answers %q, want %q", s.name, trace.Answer, s.Answer())
	}
	if len(trace.Unaligned) > 0 || len(trace.Operands) > 0 || trace.Miscopied != nil || trace.LinesRejected > 0 {
		t.Errorf("%s: its scratchpad has unaligned steps %v, odd operands %v, miscopied %v, rejected lines %d",
			s.name, trace.Unaligned, trace.Operands, trace.Miscopied, trace.LinesRejected)
	}
	lines := 0
	for line := range strings.Lines(s.pad) {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	if trace.LinesParsed != lines {
		t.Errorf("%s: %d lines parsed, want %d", s.name, trace.LinesParsed, lines)
	}
}
