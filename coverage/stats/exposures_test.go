package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// measuresOf makes exposures of n observations: without and with ties, with a common value, all
// alike, one twice, and faulty ones.
func measuresOf(n int, rng *rand.Rand) [][]float64 {
	measures := make([][]float64, 7)
	for range n {
		x := rng.Float64()
		for k, e := range []float64{x, math.Round(4 * x), max(0, x-0.8), 1, x, -x, math.NaN()} {
			measures[k] = append(measures[k], e)
		}
	}
	return append(measures, []float64{1, 2})
}

// Measures estimated together are what each is alone, to the last bit, although a measure that
// does not vary has less to draw for: draws must not depend on exposures.
func TestExposuresAreEachAsAlone(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	equalSums, otherSums := benchmarkObservations(120, 4), benchmarkObservations(120, 4)
	for i := range otherSums {
		otherSums[i].Right, otherSums[i].Wrong = float64(rng.IntN(4))/3, float64(rng.IntN(3))/4
	}
	opt := Resampling{Seed: 3, Draws: 60}
	for name, obs := range map[string][]Observation{"right + wrong = 1": equalSums, "other weights": otherSums} {
		measures := measuresOf(len(obs), rng)
		x := NewExposures(obs, measures...)
		aucs, intervals, ps := x.AUCs(), x.Bootstrap(opt), x.PermutationP(opt)
		for k, measure := range measures {
			alone := NewExposures(obs, measure)
			want := []any{alone.AUCs()[0], alone.Bootstrap(opt)[0], alone.PermutationP(opt)[0]}
			if diff := cmp.Diff(want, []any{aucs[k], intervals[k], ps[k]}); diff != "" {
				t.Errorf("%s, measure %d (-alone +together):\n%s", name, k, diff)
			}
			if usable := k < 6; usable != intervals[k].OK || usable != ps[k].OK {
				t.Errorf("%s, measure %d: %+v %+v", name, k, intervals[k], ps[k])
			}
		}
		// Same exposures, same result; reversed ones the reversed AUC and the same p.
		if diff := cmp.Diff(intervals[0], intervals[4]); diff != "" {
			t.Error(diff)
		}
		checkNear(t, "reversed auc", intervals[5].Value, 1-intervals[0].Value, 1e-12)
		checkNear(t, "reversed p", ps[5].Value, ps[0].Value, 0)
	}
}

func TestNodeExposuresAreEachAsAlone(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	opt := Resampling{Seed: 3, Draws: 60}
	for i, nodes := range [][]NodeObservation{nodesOf(30, 0.2, rng), fractionalNodes(), nodesOf(30, 0.2, rng)[:80]} {
		measures := measuresOf(len(nodes), rng)
		x := NewNodeExposures(nodes, measures...)
		aucs, intervals, ps := x.AUCs(), x.Bootstrap(opt), x.PermutationP(opt)
		for k, measure := range measures {
			alone := NewNodeExposures(nodes, measure)
			want := []any{alone.AUCs()[0], alone.Bootstrap(opt)[0], alone.PermutationP(opt)[0]}
			if diff := cmp.Diff(want, []any{aucs[k], intervals[k], ps[k]}); diff != "" {
				t.Errorf("nodes %d, measure %d (-alone +together):\n%s", i, k, diff)
			}
			if varies := k < 6 && k != 3; varies != ps[k].OK || (k < 6) != intervals[k].OK {
				t.Errorf("nodes %d, measure %d: %+v %+v", i, k, intervals[k], ps[k])
			}
		}
	}
}

// The lead by runs is the definition, pair by pair, and so is that by ranks where these apply.
func TestLeadAgainstDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for _, n := range []int{2, 3, 40, 300} {
		obs := make([]Observation, n)
		for i := range obs {
			right := float64(rng.IntN(11)) / 10
			obs[i] = Observation{Right: right, Wrong: 1 - right}
		}
		obs[0].Right, obs[0].Wrong, obs[1].Right, obs[1].Wrong = 1, 0, 0.3, 0.7
		measures := measuresOf(n, rng)[:6]
		r := newRanked(obs, weighing(obs), measures)
		byRanks := make([]float64, len(measures))
		d := newDealer(&r.strata[0])
		if d.packs == nil {
			t.Fatal("right + wrong is the same for all: ranks apply")
		}
		picked := make([]int32, 0, n) // the examples in order of outcome, which leaves each with its own
		for _, w := range d.uncommon {
			for place, own := range d.weights {
				if own == w && !slices.Contains(picked, int32(place)) {
					picked = append(picked, int32(place))
					break
				}
			}
		}
		for _, p := range d.packs {
			d.addRanks(byRanks, &p, picked)
		}
		byRuns := r.observedLeads()
		for k, e := range measures {
			want := 0.0
			for i, a := range obs {
				for j, b := range obs {
					switch {
					case e[i] > e[j]:
						want += a.Right * b.Wrong
					case e[i] < e[j]:
						want -= a.Right * b.Wrong
					}
				}
			}
			what := fmt.Sprintf("n %d, measure %d", n, k)
			checkNear(t, what+" by runs", byRuns[k]*r.unit*r.unit, want, 1e-9*float64(n*n))
			checkNear(t, what+" by ranks", byRanks[k], byRuns[k], 0)
		}
	}
}
