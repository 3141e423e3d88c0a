package stats

import (
	"math"
	"testing"
)

func TestDetectableAUC(t *testing.T) {
	// .5 + (stats.norm.ppf(.975)+stats.norm.ppf(.8)) * np.sqrt((m+n+1)/12/m/n)   # SciPy 1.17.1
	for _, c := range []struct{ m, n, want float64 }{
		{30, 30, 0.7105507908714697},
		{100, 50, 0.6405454161405197},
		{1000, 1000, 0.5361773505898747},
		{2, 2, 1}, // 1.01 by the formula
		{0, 10, 1},
		{10, 0, 1},
		{-1, -1, 1},
		{math.NaN(), 10, 1},
		{math.Inf(1), 10, 1},
	} {
		checkNear(t, "detectable auc", DetectableAUC(c.m, c.n), c.want, 1e-12)
	}
	// The approximation itself, by simulation: with the right answers shifted to
	// have that AUC, stats.mannwhitneyu finds p < .05 in 82.5 % (30, 30) and
	// 81.4 % (100, 50) of 20,000 samples; 80 % were asked for.
	//   a = DetectableAUC(m, n); d = np.sqrt(2)*stats.norm.ppf(a); rng = np.random.default_rng(2)
	//   X = rng.normal(d, 1, (20000, m)); Y = rng.normal(0, 1, (20000, n))
	//   (stats.mannwhitneyu(X, Y, axis=1, method='asymptotic').pvalue < .05).mean()
}
