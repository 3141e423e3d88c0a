package stats

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// tabled makes observations of fourfold tables {a, b, c, d}, a stratum each.
func tabled(tables ...[4]int) (obs []Observation) {
	for stratum, t := range tables {
		for cell, count := range t {
			for range count {
				obs = append(obs, Observation{
					Stratum: stratum, Exposure: float64(1 - cell/2), Right: float64(1 - cell%2), Wrong: float64(cell % 2),
				})
			}
		}
	}
	return obs
}

func TestMantelHaenszelAgainstStatsmodels(t *testing.T) {
	// s = StratifiedTable([np.array(t, float) for t in tables])       # statsmodels 0.15.0
	// s.oddsratio_pooled, s.oddsratio_pooled_confint(), s.test_equal_odds(adjust=True)
	four := tabled([4]int{12, 5, 7, 9}, [4]int{3, 8, 2, 14}, [4]int{20, 4, 11, 6}, [4]int{6, 6, 5, 1})
	// i=np.arange(90); st=i%3; ex=(i*7)%5>1; r=((i*11)%9)/8; r=np.where(ex, np.sqrt(r), r)
	// tables of st, ex with r.sum() right and (1-r).sum() wrong
	fractional := make([]Observation, 90)
	for i := range fractional {
		right, exposure := float64((i*11)%9)/8, float64((i*7)%5-1)
		if exposure > 0 {
			right = math.Sqrt(right)
		}
		fractional[i] = Observation{Stratum: i % 3, Exposure: exposure, Right: right, Wrong: 1 - right}
	}
	for _, c := range []struct {
		obs               []Observation
		value, low, high  float64
		chiSquared, p     float64
		strata, n, warned int
	}{
		{four, 1.8411971436048902, 0.8264205141948697, 4.102036267724404, 4.727168107598006, 0.19290059792138936, 4, 119, 1},
		{fractional, 1.8344835749066817, 0.7602778814359794, 4.426447314560975, 0.04253288265961551, 0.9789580949211381, 3, 90, 1},
	} {
		// Strata that tell nothing must not move anything.
		obs := append(c.obs, Observation{Stratum: 7, Exposure: 1, Right: 1}, Observation{Stratum: 7, Exposure: 0, Right: 1})
		got := MantelHaenszel(obs)
		checkInterval(t, got.Estimate, c.value, c.low, c.high, 1e-9)
		checkNear(t, "chi-squared", got.Homogeneity.ChiSquared, c.chiSquared, 1e-9)
		checkNear(t, "p", got.Homogeneity.P, c.p, 1e-9)
		if got.N != c.n+2 || got.Strata != c.strata+1 || got.InformativeStrata != c.strata || got.Homogeneity.DF != c.strata-1 {
			t.Errorf("got %+v", got)
		}
		if len(got.Homogeneity.Warnings) != c.warned {
			t.Errorf("warnings %q", got.Homogeneity.Warnings)
		}
	}
}

// The expected table keeps the margins and has the odds ratio asked for.
func TestExpectedTable(t *testing.T) {
	cell := rapid.Float64Range(0.01, 1000)
	rapid.Check(t, func(t *rapid.T) {
		seen := table{cell.Draw(t, "a"), cell.Draw(t, "b"), cell.Draw(t, "c"), cell.Draw(t, "d")}
		ratio := rapid.OneOf(rapid.Just(1.0), rapid.Float64Range(0.01, 100)).Draw(t, "ratio")
		e := seen.expected(ratio)
		for _, margin := range [][2]float64{{e.a + e.b, seen.a + seen.b}, {e.a + e.c, seen.a + seen.c}, {e.b + e.d, seen.b + seen.d}} {
			if math.Abs(margin[0]-margin[1]) > 1e-9*margin[1] {
				t.Errorf("%+v: margin %v, want %v", e, margin[0], margin[1])
			}
		}
		if got := e.a * e.d / (e.b * e.c); !(math.Abs(got/ratio-1) < 1e-6) {
			t.Errorf("%+v: odds ratio %v, want %v", e, got, ratio)
		}
	})
}

func TestMantelHaenszelEdges(t *testing.T) {
	const empty = "no stratum has examples with and without the exposure, right and wrong"
	for _, c := range []struct {
		name   string
		obs    []Observation
		reason string
	}{
		{"nothing", nil, empty},
		{"one example", tabled([4]int{1}), empty},
		{"all right", tabled([4]int{5, 0, 5, 0}), empty},
		{"all wrong", tabled([4]int{0, 5, 0, 5}), empty},
		{"all seen", tabled([4]int{5, 5, 0, 0}), empty},
		{"complete separation", tabled([4]int{5, 0, 0, 5}), "the odds ratio is infinite: within strata no right answer lacks the exposure where a wrong one has it"},
		{"reversed", tabled([4]int{0, 5, 5, 0}), "the odds ratio is 0: within strata no right answer has the exposure where a wrong one lacks it"},
		{"faulty", []Observation{{0, math.NaN(), 1, 0}}, "observation 0: exposure is not a finite number"},
	} {
		got := MantelHaenszel(c.obs)
		t.Run(c.name, func(t *testing.T) { checkNotEstimable(t, got.Estimate, c.reason) })
		if diff := cmp.Diff(HomogeneityTest{Reason: c.reason}, got.Homogeneity); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	one := MantelHaenszel(tabled([4]int{6, 3, 4, 8}))
	checkNear(t, "ratio of one stratum", one.Value, 6*8/(3*4.), 1e-12)
	if one.Homogeneity.OK || one.Homogeneity.Reason != "there is only one stratum to compare" {
		t.Errorf("got %+v", one.Homogeneity)
	}
}
