package stats

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// twoStrata makes 80 examples by a rule that the Python reference can repeat.
func twoStrata() []Observation {
	obs := make([]Observation, 80)
	for i := range obs {
		exposure := float64((i*37)%101/10 + i%7)
		obs[i] = Observation{Stratum: i % 2, Exposure: exposure, Wrong: 1}
		if float64((i*29)%31) > 14-exposure/4 {
			obs[i].Right, obs[i].Wrong = 1, 0
		}
	}
	return obs
}

func TestBootstrapAUCAgainstNumPy(t *testing.T) {
	// n=80; st=np.array([i%2 for i in range(n)])                    # NumPy 2.4.6
	// ex=np.array([((i*37)%101)//10 + i%7 for i in range(n)])
	// rt=np.array([1 if (i*29)%31 > 14 - ex[i]/4 else 0 for i in range(n)])
	// idx=[np.where(st==k)[0] for k in (0,1)]; rng=np.random.default_rng(1)
	// 20000 times: i=np.concatenate([rng.choice(q, len(q)) for q in idx]); sauc(st[i], ex[i], rt[i])
	//   with sauc the pooled (x[:,None]>y).sum() + (x[:,None]==y).sum()/2
	// np.quantile(.., [.025, .975])
	// Other random numbers, so the ends agree only to their Monte-Carlo error.
	e := BootstrapAUC(twoStrata(), Resampling{Seed: 1, Draws: 20_000})
	checkInterval(t, e, 0.520460358056266, 0.38547054, 0.65484022, 0.005)
	checkNear(t, "value", e.Value, 0.520460358056266, 1e-12)
	if e.N != 80 || e.Warnings != nil {
		t.Errorf("n = %d, warnings %q", e.N, e.Warnings)
	}
}

// materialised draws the same random numbers, but builds the resample as a list
// of examples and compares all pairs of them.
func materialised(obs []Observation, seed uint64, draws int) (values []float64) {
	sorted := slices.Clone(obs)
	slices.SortStableFunc(sorted, func(a, b Observation) int {
		return cmp.Compare(a.Stratum, b.Stratum)
	})
	for draw := range draws {
		rng := rand.New(rand.NewPCG(seed, uint64(draw)))
		var picked []int // index into sorted, so that copies know each other
		for start := 0; start < len(sorted); {
			n := 0
			for start+n < len(sorted) && sorted[start+n].Stratum == sorted[start].Stratum {
				n++
			}
			if here := sorted[start : start+n]; bruteForceAUC(here).OK { // the others are not drawn
				times := make([]uint32, n)
				drawIndices(times, nil, n, rng)
				for i, k := range times {
					picked = append(picked, slices.Repeat([]int{start + i}, int(k))...)
				}
			}
			start += n
		}
		var concordant, total float64
		for _, i := range picked {
			for _, j := range picked {
				a, b := sorted[i], sorted[j]
				if i == j || a.Stratum != b.Stratum {
					continue
				}
				total += a.Right * b.Wrong
				if a.Exposure > b.Exposure {
					concordant += a.Right * b.Wrong
				} else if a.Exposure == b.Exposure {
					concordant += a.Right * b.Wrong / 2
				}
			}
		}
		if total > 0 {
			values = append(values, concordant/total)
		}
	}
	return values
}

func TestBootstrapAUCAgainstMaterialisedResample(t *testing.T) {
	fractional := twoStrata()[:30]
	for i := range fractional {
		fractional[i].Right = float64(i%4) / 3
		fractional[i].Wrong = 1 - fractional[i].Right
	}
	for _, obs := range [][]Observation{twoStrata(), threeStrata(), fractional} {
		const draws = 200
		want := materialised(obs, 9, draws)
		slices.Sort(want)
		// The 5th and the 195th smallest of 200.
		checkInterval(t, BootstrapAUC(obs, Resampling{Seed: 9, Draws: draws}), bruteForceAUC(obs).Value, want[4], want[194], 1e-12)
	}
}

func TestBootstrapAUCDropsDrawsWithoutPairs(t *testing.T) {
	obs := answers([]float64{1, 2, 3}, "rwr")
	const draws = 1000
	dropped := draws - len(materialised(obs, 4, draws))
	e := BootstrapAUC(obs, Resampling{Seed: 4, Draws: draws})
	// A draw of 3 has no pair when it misses the wrong one, (2/3)³, or holds only it, (1/3)³.
	checkNear(t, "dropped", float64(dropped), draws*(8+1)/27., 60)
	if len(e.Warnings) != 1 || !strings.HasPrefix(e.Warnings[0], "undefined in 3") {
		t.Errorf("%d dropped, warnings %q", dropped, e.Warnings)
	}
}

func TestBootstrapAUCEdges(t *testing.T) {
	separated := BootstrapAUC(answers([]float64{1, 2, 3, 4, 5, 6}, "wwwrrr"), Resampling{Seed: 1, Draws: 50})
	checkInterval(t, separated, 1, 1, 1, 0)
	if len(separated.Warnings) == 0 || !strings.Contains(separated.Warnings[len(separated.Warnings)-1], "no width") {
		t.Errorf("complete separation: warnings %q", separated.Warnings)
	}
	tied := BootstrapAUC(answers([]float64{1, 1, 1, 1}, "rwrw"), Resampling{Seed: 1, Draws: 50})
	checkInterval(t, tied, 0.5, 0.5, 0.5, 0)
	for _, obs := range [][]Observation{nil, answers([]float64{1, 2}, "rr"), {{0, 1, 0.5, 0.5}}} {
		checkNotEstimable(t, BootstrapAUC(obs, Resampling{}), "no stratum has both a right and a wrong example")
	}
}
