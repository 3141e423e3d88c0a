package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nodesOf makes the given number of examples of three nodes, two of them in one
// stratum. Exposures and outcomes of an example resemble each other; effect makes the
// one depend on the other.
func nodesOf(examples int, effect float64, rng *rand.Rand) []NodeObservation {
	var nodes []NodeObservation
	for e := range examples {
		seen, skill := rng.NormFloat64(), rng.NormFloat64()
		for k := range 3 {
			exposure := math.Round(2*seen + rng.NormFloat64())
			n := NodeObservation{e, Observation{Stratum: k / 2, Exposure: exposure, Wrong: 1}}
			if 2*skill+rng.NormFloat64()+effect*exposure > 0 {
				n.Right, n.Wrong = 1, 0
			}
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// fractionalNodes has weights that do not add up to 1, and nodes that weigh nothing.
func fractionalNodes() []NodeObservation {
	nodes := nodesOf(5, 0, rand.New(rand.NewPCG(2, 2)))
	for i := range nodes {
		nodes[i].Right = float64(i%4) / 4
		nodes[i].Wrong = float64((i*i)%3) / 4
	}
	nodes[0].Right, nodes[0].Wrong = 0, 0
	return nodes
}

func TestNodeAUC(t *testing.T) {
	nodes := nodesOf(40, 0.5, rand.New(rand.NewPCG(1, 1)))
	want := StratifiedAUC(unclustered(nodes))
	want.N = 40 // examples, not their 120 nodes
	nodes = append(nodes, NodeObservation{Example: 99})
	if diff := cmp.Diff(want, NodeAUC(nodes)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The twin draws the same random numbers, but lists the nodes drawn and compares all pairs.
func TestBootstrapNodeAUCAgainstTwin(t *testing.T) {
	for _, nodes := range [][]NodeObservation{nodesOf(12, 0.3, rand.New(rand.NewPCG(1, 1))), fractionalNodes()} {
		const draws = 200
		var examples []int // that weigh something
		for _, n := range nodes {
			if (n.Right > 0 || n.Wrong > 0) && !slices.Contains(examples, n.Example) {
				examples = append(examples, n.Example)
			}
		}
		var values []float64
		for draw := range draws {
			rng := rand.New(rand.NewPCG(3, uint64(draw)))
			counts, times := make([]uint32, len(examples)), map[int]float64{}
			drawIndices(counts, nil, len(examples), rng)
			for i, n := range counts {
				times[examples[i]] = float64(n)
			}
			drawn := slices.Clone(nodes)
			for i := range drawn {
				drawn[i].Right *= times[drawn[i].Example]
				drawn[i].Wrong *= times[drawn[i].Example]
			}
			if auc := bruteForceAUC(unclustered(drawn)); auc.OK {
				values = append(values, auc.Value)
			}
		}
		slices.Sort(values)
		at := func(q float64) float64 { return values[int(math.Ceil(q*float64(len(values))))-1] }
		got := BootstrapNodeAUC(nodes, Resampling{Seed: 3, Draws: draws})
		checkInterval(t, got, bruteForceAUC(unclustered(nodes)).Value, at(0.025), at(0.975), 1e-12)
		if got.N != len(examples) {
			t.Errorf("n = %d, want %d", got.N, len(examples))
		}
	}
}

// exactNodeP exchanges the outcomes of the given examples, all of one layout, in every way.
func exactNodeP(nodes []NodeObservation, examples []int) float64 {
	far := func(n []NodeObservation) float64 { return math.Abs(bruteForceAUC(unclustered(n)).Value - 0.5) }
	of := map[int][]int{}
	for i, n := range nodes {
		of[n.Example] = append(of[n.Example], i)
	}
	count, ways := 0, 0
	var exchange func(done int)
	order := slices.Clone(examples)
	exchange = func(done int) {
		if done == len(order) {
			dealt := slices.Clone(nodes)
			for k, to := range examples {
				for slot, i := range of[to] {
					from := nodes[of[order[k]][slot]]
					dealt[i].Right, dealt[i].Wrong = from.Right, from.Wrong
				}
			}
			ways++
			if far(dealt) >= far(nodes)-1e-12 {
				count++
			}
			return
		}
		for k := done; k < len(order); k++ {
			order[done], order[k] = order[k], order[done]
			exchange(done + 1)
			order[done], order[k] = order[k], order[done]
		}
	}
	exchange(0)
	return float64(count) / float64(ways)
}

func TestNodePermutationPAgainstEnumeration(t *testing.T) {
	binary := nodesOf(6, 0.4, rand.New(rand.NewPCG(9, 1)))
	withLoner := append(slices.Clone(binary), NodeObservation{50, Observation{Stratum: 1, Exposure: 1, Right: 1}})
	for _, c := range []struct {
		nodes    []NodeObservation
		examples []int
		warning  string
	}{
		{binary, []int{0, 1, 2, 3, 4, 5}, ""},
		{fractionalNodes(), []int{0, 1, 2, 3, 4}, ""},
		{withLoner, []int{0, 1, 2, 3, 4, 5}, "1 of 7 examples have a layout of their own: their outcomes are not exchanged"},
	} {
		want := exactNodeP(c.nodes, c.examples)
		got := NodePermutationP(c.nodes, Resampling{Seed: 1, Draws: 20_000})
		// Four standard errors of a share of 20,000.
		checkNear(t, "p", got.Value, want, 4*math.Sqrt(want*(1-want)/20_000)+1e-4)
		if strings.Join(got.Warnings, "; ") != c.warning {
			t.Errorf("warnings %q, want %q", got.Warnings, c.warning)
		}
	}
}

// Without an effect one p in twenty is under 0.05, although nodes of an example
// go together; shuffling single nodes would find effects that are not there.
func TestNodePermutationPHoldsItsLevel(t *testing.T) {
	const samples = 400
	rng := rand.New(rand.NewPCG(1, 1))
	alarms, naive := 0, 0
	for range samples {
		nodes := nodesOf(30, 0, rng)
		if NodePermutationP(nodes, Resampling{Seed: 1, Draws: 99}).Value <= 0.05 {
			alarms++
		}
		if PermutationP(unclustered(nodes), Resampling{Seed: 1, Draws: 99}).Value <= 0.05 {
			naive++
		}
	}
	checkNear(t, "false alarms", float64(alarms)/samples, 0.05, 0.033) // three binomial errors
	if naive < 3*samples/20 {
		t.Errorf("shuffling single nodes alarmed in %d of %d: the test data has no clusters to speak of", naive, samples)
	}
}

func TestNodeEdges(t *testing.T) {
	const noPair = "no stratum has both a right and a wrong example"
	node := func(example, stratum int, exposure, right, wrong float64) NodeObservation {
		return NodeObservation{example, Observation{stratum, exposure, right, wrong}}
	}
	for _, c := range []struct {
		name                 string
		nodes                []NodeObservation
		bootstrap, permuting string // reasons, empty where estimable
	}{
		{"nothing", nil, noPair, noPair},
		{"one node", []NodeObservation{node(0, 0, 1, 0.5, 0.5)}, noPair, noPair},
		{"all right", []NodeObservation{node(0, 0, 1, 1, 0), node(1, 0, 2, 1, 0)}, noPair, noPair},
		{"all wrong", []NodeObservation{node(0, 0, 1, 0, 1), node(1, 0, 2, 0, 1)}, noPair, noPair},
		{"one example", []NodeObservation{node(0, 0, 1, 1, 0), node(0, 0, 2, 0, 1)}, "",
			"nothing to exchange: no two examples of one layout differ in outcome where exposure varies"},
		{"ties everywhere", []NodeObservation{node(0, 0, 1, 1, 0), node(1, 0, 1, 0, 1)}, "",
			"nothing to exchange: no two examples of one layout differ in outcome where exposure varies"},
		{"faulty", []NodeObservation{node(0, 0, math.NaN(), 1, 0)},
			"observation 0: exposure is not a finite number", "observation 0: exposure is not a finite number"},
	} {
		for reason, got := range map[*string]Estimate{
			&c.bootstrap: BootstrapNodeAUC(c.nodes, Resampling{Draws: 20}),
			&c.permuting: NodePermutationP(c.nodes, Resampling{Draws: 20}),
		} {
			if got.OK != (*reason == "") || !got.OK && got.Warnings[len(got.Warnings)-1] != *reason {
				t.Errorf("%s: %+v, want the reason %q", c.name, got, *reason)
			}
		}
	}
}
