package stats

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A list gives what its nodes give, with exposures that are overwritten by those of
// the next measure.
func TestNodeListAsksForOneMeasureAtATime(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	opt := Resampling{Seed: 3, Draws: 40}
	for i, nodes := range [][]NodeObservation{nodesOf(30, 0.2, rng), fractionalNodes(), nil} {
		measures := measuresOf(len(nodes), rng)
		list := NewNodeList(0)
		for _, n := range nodes {
			n.Exposure = rng.Float64() // is not read
			list.Add(n)
		}
		if list.Len() != len(nodes) {
			t.Errorf("nodes %d: %d in the list of %d", i, list.Len(), len(nodes))
		}
		var buffer []float64
		got := list.Exposures(len(measures), func(k int) []float64 {
			buffer = append(buffer[:0], measures[k]...)
			return buffer
		})
		want := NewNodeExposures(nodes, measures...)
		for name, of := range map[string]func(*NodeExposures) any{
			"auc":         func(x *NodeExposures) any { return x.AUCs() },
			"bootstrap":   func(x *NodeExposures) any { return x.Bootstrap(opt) },
			"permutation": func(x *NodeExposures) any { return x.PermutationP(opt) },
		} {
			if diff := cmp.Diff(of(want), of(got)); diff != "" {
				t.Errorf("nodes %d, %s (-nodes +list):\n%s", i, name, diff)
			}
		}
	}
}

// Nodes that differ in example or exposure alone are kept once.
func TestNodeListKeepsWhatDiffers(t *testing.T) {
	list := NewNodeList(0)
	for example := range 100 {
		for stratum := range 3 {
			list.Add(NodeObservation{example, Observation{Stratum: stratum, Exposure: float64(example), Right: float64(example % 2)}})
		}
	}
	if n := len(list.obs.different); n != 6 || list.Len() != 300 {
		t.Errorf("%d of %d nodes differ, want 6 of 300", n, list.Len())
	}
}
