package stats

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// variedDepths makes 50 examples with depths 1 to 3, by a rule that the Python
// reference can repeat.
func variedDepths() []DepthExample {
	examples := make([]DepthExample, 50)
	for i := range examples {
		right := float64(i*13%7) / 6
		examples[i] = DepthExample{Right: right, Wrong: 1 - right, Depths: make([]DepthTotal, 4)}
		for d := range 3 {
			examples[i].Depths[d+1] = DepthTotal{Documents: int64(i * 17 % 23 * (3 - d)), Nodes: int64(1 + (i+d)%3)}
		}
	}
	return examples
}

func TestGroupMeansAgainstNumPy(t *testing.T) {
	// n=50; right=np.array([(i*13%7)/6 for i in range(n)]); wrong=1-right          # NumPy 2.4.6
	// docs=np.array([[(i*17)%23*(3-d) for d in range(3)] for i in range(n)])
	// nodes=np.array([[1+(i+d)%3 for d in range(3)] for i in range(n)])
	// for w in right, wrong: [(w*docs[:,d]).sum()/(w*nodes[:,d]).sum() for d in range(3)], (w>0).sum()
	// 20000 times, rng=np.random.default_rng(3): i=rng.integers(0,n,n), the same of w[i], docs[i], nodes[i]
	// np.quantile(.., [.025,.975])
	want := []struct{ right, rightLow, rightHigh, wrong, wrongLow, wrongHigh float64 }{
		{16.652027027027025, 12.97131454, 20.72464286, 16.016778523489933, 12.45180548, 20.21456643},
		{11.10135135135135, 8.82298157, 13.74618231, 10.264516129032259, 7.67065467, 13.40071788},
		{5.665517241379311, 4.26114711, 7.33592536, 5.1322580645161295, 3.91570593, 6.49843248},
	}
	got := GroupMeans(variedDepths(), Resampling{Seed: 1, Draws: 10_000})
	if len(got) != len(want) {
		t.Fatalf("%d depths, want %d", len(got), len(want))
	}
	for i, w := range want {
		checkNear(t, "right", got[i].Right.Value, w.right, 1e-12)
		checkNear(t, "wrong", got[i].Wrong.Value, w.wrong, 1e-12)
		// Other random numbers, so the ends agree only to their Monte-Carlo error.
		checkInterval(t, got[i].Right, w.right, w.rightLow, w.rightHigh, 0.2)
		checkInterval(t, got[i].Wrong, w.wrong, w.wrongLow, w.wrongHigh, 0.2)
		if got[i].Depth != i+1 || got[i].Right.N != 42 || got[i].Wrong.N != 43 {
			t.Errorf("depth %d: n %d and %d, want %d: 42 and 43", got[i].Depth, got[i].Right.N, got[i].Wrong.N, i+1)
		}
	}
}

// The twin builds each resample as a list of examples and pools it.
func TestGroupMeansAgainstMaterialisedResample(t *testing.T) {
	examples := variedDepths()
	const draws, depth = 200, 2
	var right []float64
	for draw := range draws {
		rng := rand.New(rand.NewPCG(6, uint64(draw)))
		var documents, nodes float64
		times := make([]uint32, len(examples))
		drawIndices(times, nil, len(examples), rng)
		for i, e := range examples {
			for range times[i] {
				documents += e.Right * float64(e.Depths[depth].Documents)
				nodes += e.Right * float64(e.Depths[depth].Nodes)
			}
		}
		right = append(right, documents/nodes)
	}
	slices.Sort(right)
	got := GroupMeans(examples, Resampling{Seed: 6, Draws: draws})[depth-1]
	checkInterval(t, got.Right, 11.10135135135135, right[4], right[194], 1e-9)
}

func TestGroupMeansEdges(t *testing.T) {
	if got := GroupMeans(nil, Resampling{}); len(got) != 0 {
		t.Errorf("no examples: %+v", got)
	}
	// One right example with nodes at depths 1 and 4, one wrong one at depth 1 only.
	got := GroupMeans([]DepthExample{
		{Right: 1, Depths: []DepthTotal{{}, {Documents: 6, Nodes: 3}, {}, {}, {Documents: 0, Nodes: 1}}},
		{Wrong: 1, Depths: []DepthTotal{{}, {Documents: 5, Nodes: 1}}},
	}, Resampling{Seed: 1, Draws: 100})
	if len(got) != 2 || got[0].Depth != 1 || got[1].Depth != 4 {
		t.Fatalf("got %+v, want depths 1 and 4", got)
	}
	checkInterval(t, got[0].Right, 2, 2, 2, 0)
	checkInterval(t, got[0].Wrong, 5, 5, 5, 0)
	checkInterval(t, got[1].Right, 0, 0, 0, 0)
	checkNotEstimable(t, got[1].Wrong, "no example of the group has nodes at this depth")
	// A lone example is missing from some draws and constant in the others.
	if len(got[0].Right.Warnings) != 2 || got[0].Right.N != 1 {
		t.Errorf("lone example: %+v", got[0].Right)
	}
}

func TestGroupMeansFaultyInput(t *testing.T) {
	depths := []DepthTotal{{Documents: 1, Nodes: 1}}
	for _, c := range []struct {
		bad    DepthExample
		reason string
	}{
		{DepthExample{Right: 2, Depths: depths}, "example 1: right and wrong must be shares between 0 and 1"},
		{DepthExample{Right: 1, Depths: []DepthTotal{{Documents: -1, Nodes: 1}}}, "example 1: negative count at depth 0"},
	} {
		got := GroupMeans([]DepthExample{{Right: 1, Depths: depths}, c.bad}, Resampling{})
		refused := notEstimable(0, c.reason)
		if diff := cmp.Diff([]DepthMeans{{Depth: 0, Right: refused, Wrong: refused}}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
