package stats

import (
	"math"
	"testing"
)

// correlated makes 70 examples of 4 responses by a rule that the Python reference can repeat.
func correlated() []Observation {
	obs := make([]Observation, 70)
	for i := range obs {
		exposure := ((i * 37) % 41) / 3
		right := (i * 13) % 7
		if exposure > 6 {
			right += 2
		}
		share := float64(right/2) / 4
		obs[i] = Observation{Stratum: i % 3, Exposure: float64(exposure), Right: share, Wrong: 1 - share}
	}
	return obs
}

func TestCorrelationAgainstSciPy(t *testing.T) {
	// i=np.arange(70); ex=((i*37)%41)//3; c=((i*13)%7+(ex>6)*2)//2   # SciPy 1.17.1, c right of 4
	// E=np.repeat(ex,4); Y=np.concatenate([[1]*k+[0]*(4-k) for k in c])
	// stats.pointbiserialr(Y,E), stats.spearmanr(E,Y)
	// intervals: 20000 times k=default_rng(1).integers(0,70,70), of E and Y of these examples
	//   np.corrcoef(E,Y), np.corrcoef(stats.rankdata(E),Y); np.quantile(.., [.025,.975])
	// Other random numbers, so the ends agree only to their Monte-Carlo error.
	opt := Resampling{Seed: 1, Draws: 20_000}
	pearson, spearman := PointBiserial(correlated(), opt), Spearman(correlated(), opt)
	checkInterval(t, pearson, 0.2340917794692327, 0.11005846, 0.35738626, 0.005)
	checkInterval(t, spearman, 0.2356544078912566, 0.10953985, 0.35744878, 0.005)
	checkNear(t, "point-biserial", pearson.Value, 0.2340917794692327, 1e-12)
	checkNear(t, "spearman", spearman.Value, 0.2356544078912566, 1e-12)
	if pearson.N != 70 || pearson.Warnings != nil {
		t.Errorf("got %+v", pearson)
	}
}

func TestCorrelationEdges(t *testing.T) {
	opt := Resampling{Seed: 1, Draws: 50}
	const flat = "exposure or outcome does not vary"
	for _, c := range []struct {
		name   string
		obs    []Observation
		reason string
	}{
		{"nothing", nil, "no examples"},
		{"no weight", []Observation{{0, 1, 0, 0}}, "no examples"},
		{"one example", []Observation{{0, 1, 0.5, 0.5}}, flat},
		{"all right", answers([]float64{1, 2}, "rr"), flat},
		{"all wrong", answers([]float64{1, 2}, "ww"), flat},
		{"ties everywhere", answers([]float64{1, 1, 1, 1}, "rwrw"), flat},
		{"faulty", []Observation{{0, math.Inf(1), 1, 0}}, "observation 0: exposure is not a finite number"},
	} {
		checkNotEstimable(t, PointBiserial(c.obs, opt), c.reason)
		checkNotEstimable(t, Spearman(c.obs, opt), c.reason)
	}
	// Exposures of two values that separate right from wrong: a straight line.
	separated := answers([]float64{1, 1, 5, 5, 5}, "wwrrr")
	checkNear(t, "point-biserial", PointBiserial(separated, opt).Value, 1, 1e-12)
	checkNear(t, "spearman", Spearman(separated, opt).Value, 1, 1e-12)
	// Only the order counts for ranks, and no square overflows. With ranks 1 to 4, right
	// the upper two: covariance 1/2, standard deviations √1.25 and 1/2.
	huge := answers([]float64{-math.MaxFloat64, -1, 1, math.MaxFloat64}, "wwrr")
	checkNear(t, "spearman", Spearman(huge, opt).Value, 0.5/(math.Sqrt(1.25)*0.5), 1e-12)
	if e := PointBiserial(huge, opt); !e.OK {
		t.Errorf("got %+v", e)
	}
}
