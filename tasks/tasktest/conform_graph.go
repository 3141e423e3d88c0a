package tasktest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// checkGraph: the compiled graph is well-formed, the same at every call, and
// ends in the answer.
func (s subject) checkGraph(t *testing.T) {
	var again graph.Graph
	if sink := s.Compile(&again); sink != s.sink {
		t.Errorf("%s: compiled twice: the sinks are %d and %d", s.name, s.sink, sink)
	}
	if diff := Diff(s.gold, &again); diff != "" {
		t.Errorf("%s: compiled twice: %s", s.name, diff)
	}
	if fault := CheckGraph(s.gold); fault != "" {
		t.Errorf("%s: %s", s.name, fault)
	}
	if fault := CheckParts(s.gold, make(map[graph.Fingerprint]string)); fault != "" {
		t.Errorf("%s: %s", s.name, fault)
	}
	for v := range graph.Node(s.gold.Len()) {
		if op := s.gold.Op(v); op != "" && !s.lists(op) {
			t.Errorf("%s: %v has the op %s, which About does not list", s.name, s.gold.Label(v), op)
		}
	}
	if sinks := s.gold.Sinks(); !slices.Contains(sinks, s.sink) || len(sinks) > 1 && !s.task.About().ManySinks {
		t.Fatalf("%s: %d sinks, of which %d is said to be the answer's; want one", s.name, len(sinks), s.sink)
	}
	if value := s.gold.Value(s.sink); value != s.Answer() {
		t.Errorf("%s: the sink is %q and the answer %q", s.name, value, s.Answer())
	}
}

// checkAlgorithm: About names it, and it is not that of a variant.
func (s subject) checkAlgorithm(t *testing.T) {
	named := s.task.About().Algorithms
	if s.Algorithm() != named[0] {
		t.Errorf("%s: it is worked by the algorithm %s, want the first of %v", s.name, s.Algorithm(), named)
	}
	variants, ok := s.Instance.(task.Variants)
	if !ok {
		return
	}
	for _, v := range variants.Variants() {
		if !slices.Contains(named[1:], v.Algorithm()) {
			t.Errorf("%s: the algorithm %s of a variant is none of %v", s.name, v.Algorithm(), named[1:])
		}
		if diff := cmp.Diff(describe(s.Instance), describe(v)); diff != "" {
			t.Errorf("%s: worked by %s it is another problem: %s", s.name, v.Algorithm(), diff)
		}
		of := s
		of.Instance, of.gold, of.name = v, new(graph.Graph), s.name+" by "+v.Algorithm()
		of.sink, of.pad = v.Compile(of.gold), string(v.AppendScratchpad(nil))
		of.checkGraph(t)
		of.checkApply(t)
		of.checkRenaming(t)
		of.checkOwnScratchpad(t)
		of.checkDamage(t)
	}
}

// lists reports whether About names the op, with this or another constant of
// the algorithm at its end: shift_1 stands for shift_2, too.
func (s subject) lists(op graph.Op) bool {
	bare := func(op graph.Op) string { return strings.TrimRight(string(op), "0123456789") }
	return slices.ContainsFunc(s.task.About().Ops, func(listed graph.Op) bool { return bare(listed) == bare(op) })
}

// CheckGraph says what is wrong with a graph: labels are unique, values
// canonical, and arguments come before the node made from them.
func CheckGraph(g *graph.Graph) string {
	seen := make(map[graph.Label]bool, g.Len())
	for v := range graph.Node(g.Len()) {
		label := g.Label(v)
		if seen[label] {
			return fmt.Sprintf("two nodes are labelled %v", label)
		}
		seen[label] = true
		if value := g.Value(v); graph.Canonical(value) != value {
			return fmt.Sprintf("%v has the value %q, canonical is %q", label, value, graph.Canonical(value))
		}
		for _, a := range g.Args(v) {
			if a >= v {
				return fmt.Sprintf("%v is made from %v, which comes after it", label, g.Label(a))
			}
		}
	}
	return ""
}

// checkApply: an op on the gold arguments gives the gold value, and on
// anything else it gives some value or none, but never fails.
func (s subject) checkApply(t *testing.T) {
	for v := range graph.Node(s.gold.Len()) {
		if s.gold.IsSource(v) {
			continue
		}
		var args, words []string
		for _, a := range s.gold.Args(v) {
			args, words = append(args, s.gold.Value(a)), append(words, "no value of any task")
		}
		if got, ok := s.Apply(s.gold, v, args); !ok || got != s.gold.Value(v) {
			t.Errorf("%s: %s(%s) for %v gives %q, %t, want %q", s.name, s.gold.Op(v), strings.Join(args, ", "), s.gold.Label(v), got, ok, s.gold.Value(v))
		}
		for _, odd := range [][]string{nil, words, append(args, args...), make([]string, len(args))} {
			if got, ok := s.Apply(s.gold, v, odd); ok && graph.Canonical(got) != got {
				t.Errorf("%s: %s(%q) gives %q, which is not canonical", s.name, s.gold.Op(v), odd, got)
			}
		}
	}
}
