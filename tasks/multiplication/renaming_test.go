package multiplication

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// A renamed problem is a problem: its graph is that of the factors that its
// sources spell, whatever carries they have, by every algorithm.
func TestRenamedIsTheProblemOfOtherDigits(t *testing.T) {
	own, err := newInstance("909", "37", task.NoContainer)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(own.(task.Variants).Variants(), own) {
		for draw := range uint64(10) {
			digits := task.NewDigits(rand.New(rand.NewPCG(3, draw)), 9)
			other, err := newInstance(digits.Rename("909"), digits.Rename("37"), task.NoContainer)
			if err != nil {
				t.Fatal(err)
			}
			var want, got graph.Graph
			for _, q := range append(other.(task.Variants).Variants(), other) {
				if q.Algorithm() == p.Algorithm() {
					q.Compile(&want)
				}
			}
			if !p.(task.Renaming).CompileRenamed(&got, rand.New(rand.NewPCG(3, draw))) {
				t.Fatalf("%s, draw %d: no problem", p.Algorithm(), draw)
			}
			if diff := tasktest.Diff(&want, &got); diff != "" {
				t.Errorf("%s, draw %d: %s", p.Algorithm(), draw, diff)
			}
		}
	}
}
