package tasktest

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// checkRenaming: another problem of the same form is a sound run of the same
// algorithm, the same at every call, and seldom the problem itself.
func (s subject) checkRenaming(t *testing.T) {
	instance, ok := s.Instance.(task.Renaming)
	if !ok {
		return
	}
	const draws = 20
	made, same := 0, 0
	for draw := range uint64(draws) {
		var g, again graph.Graph
		if !instance.CompileRenamed(&g, rand.New(rand.NewPCG(1, draw))) {
			continue
		}
		made++
		instance.CompileRenamed(&again, rand.New(rand.NewPCG(1, draw)))
		if diff := Diff(&g, &again); diff != "" {
			t.Errorf("%s: renamed twice: %s", s.name, diff)
		}
		if fault := CheckGraph(&g); fault != "" {
			t.Errorf("%s: renamed: %s", s.name, fault)
		}
		if sources(&g) != sources(s.gold) {
			t.Errorf("%s: renamed it has %d sources, itself %d", s.name, sources(&g), sources(s.gold))
		}
		if Diff(&g, s.gold) == "" {
			same++
		}
		renamed := s
		renamed.gold, renamed.name = &g, s.name+" renamed"
		renamed.checkApply(t)
	}
	if made < draws/2 {
		t.Errorf("%s: %d of %d bijections make a problem", s.name, made, draws)
	}
	if same > draws/2 {
		t.Errorf("%s: %d of %d bijections leave it as it is", s.name, same, draws)
	}
}

func sources(g *graph.Graph) (n int) {
	for v := range graph.Node(g.Len()) {
		if g.IsSource(v) {
			n++
		}
	}
	return n
}
