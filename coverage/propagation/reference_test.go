package propagation

import (
	"math"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

func checkNear(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) { // true for NaN
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func checkEstimate(t *testing.T, what string, e stats.Estimate, value, low, high, tolerance float64) {
	t.Helper()
	if !e.OK {
		t.Errorf("%s: not estimable: %q", what, e.Warnings)
	}
	checkNear(t, what, e.Value, value, 1e-12)
	checkNear(t, what+", low", e.Low, low, tolerance)
	checkNear(t, what+", high", e.High, high, tolerance)
}

// twoOps makes 40 examples of two ops by a rule that the Python reference can
// repeat. A response is right where it is flawless.
func twoOps() []Example {
	examples := make([]Example, 40)
	for i := range examples {
		a, wrongA, wrongB := 3+i%4, i*i%7/4, 0
		if i%9 == 0 {
			wrongA += 2
		}
		if i*5%11 < 3 {
			wrongB = 1
		}
		e := Example{Depth: 2, Width: a, Responses: 1, Steps: []Steps{
			{Op: "a", Layer: 1, Nodes: a, Correct: a - wrongA, Local: wrongA},
			{Op: "b", Layer: 2, Nodes: 2, Correct: 2 - wrongB, Local: wrongB},
		}}
		if wrongA+wrongB > 0 {
			e.Flawed = 1
		} else {
			e.Right = 1
		}
		examples[i] = e
	}
	return examples
}

func TestAgainstNumPy(t *testing.T) {
	// ex = [(a, wa, 2, wb), ..] by the same rule                     # NumPy 2.4.6
	// ea, eb = the shares of wrong steps of each op
	// rho: for each example r = residuals of its steps, s = [sqrt(e(1-e))] of its steps,
	//   off = ~np.eye(len(r), dtype=bool)
	//   num += np.outer(r, r)[off].sum(); den += np.outer(s, s)[off].sum();  num/den
	// pred(x) = ((1-ea)**x[:,0] * (1-eb)**x[:,2]).mean(), ea and eb those of x
	// obs(x) = ((x[:,1]==0) & (x[:,3]==0)).mean()
	// rng = np.random.default_rng(1); 20000 times (100000 for rho): x = E[rng.integers(0, 40, 40)]
	// np.quantile(.., [.025, .975])
	// Other random numbers, so the ends agree only to their Monte-Carlo error.
	r := Analyze(twoOps(), Options{Folds: 1, Resampling: stats.Resampling{Seed: 1, Draws: 20_000}})
	if a := r.Rates[0]; a.Op != "a" || a.Wrong != 21 || a.Judged != 180 || r.Rates[1].Wrong != 10 || r.Rates[1].Judged != 80 {
		t.Errorf("rates: %+v", r.Rates)
	}
	checkEstimate(t, "rate of a", r.Rates[0].Error, 21./180, 0.06521739, 0.17514124, 0.002)
	checkEstimate(t, "correlation", r.Correlation, 0.07045124079295449, -0.04357909, 0.18058574, 0.005)
	checkEstimate(t, "observed", r.All.Observed, 0.475, 0.325, 0.625, 1e-12)
	checkEstimate(t, "predicted", r.All.Predicted, 0.44232851391208045, 0.30620622, 0.59649502, 0.005)
	checkEstimate(t, "excess", r.All.Excess, 0.03267148608791953, -0.06832262, 0.13068503, 0.005)
}

// On balanced data of one op the estimator is the analysis-of-variance one with
// the mean square between examples divided by their number rather than by one
// less, which a textbook can check.
func TestCorrelationOfBalancedData(t *testing.T) {
	// y = np.array([i*i % 5 for i in range(50)]); m = 6; N = 50*m    # NumPy 2.4.6
	// msb = ((y**2/m).sum() - y.sum()**2/N) / 50
	// msw = (y.sum() - (y**2/m).sum()) / (N - 50)
	// (msb - msw) / (msb + (m-1)*msw)                 0.21999999999999983
	// with / 49 in msb, the textbook's:               0.22553191489361685
	examples := make([]Example, 50)
	for i := range examples {
		wrong := i * i % 5
		examples[i] = Example{Responses: 1, Right: 1, Steps: []Steps{{Op: "a", Layer: 1, Nodes: 6, Correct: 6 - wrong, Local: wrong}}}
	}
	r := Analyze(examples, Options{Resampling: stats.Resampling{Draws: 100}})
	checkNear(t, "correlation", r.Correlation.Value, 0.22, 1e-12)
}

// One op, unequal numbers of judged steps: the two parameters of the likelihood.
func TestMixtureAgainstSciPy(t *testing.T) {
	// T = np.array([2 + i*7%9 for i in range(60)]); L = np.array([min(i*i%11//3, T[i]) for i in range(60)])
	// nll = lambda x: -betabinom.logpmf(L, T, x[0]*(1-x[1])/x[1], (1-x[0])*(1-x[1])/x[1]).sum()
	// minimize(nll, [.2, .1], method='Nelder-Mead', options=dict(xatol=1e-10, fatol=1e-13)).x   # SciPy 1.17.1
	examples := make([]Example, 60)
	for i := range examples {
		judged := 2 + i*7%9
		wrong := min(i*i%11/3, judged)
		examples[i] = Example{Responses: 1, Steps: []Steps{{Op: "a", Layer: 1, Nodes: 9, Correct: judged - wrong, Local: wrong}}}
	}
	r := Analyze(examples, Options{Resampling: stats.Resampling{Draws: 10}})
	checkNear(t, "mean error", r.MeanError.Value, 0.1882593409870048, 1e-6)
	checkNear(t, "correlation", r.BetaCorrelation.Value, 0.06704203756562052, 1e-6)
}

func TestClusteredAccuracy(t *testing.T) {
	for _, c := range []struct {
		independent float64
		n           int
		rho, want   float64
	}{
		// a, b = e*(1-r)/r, (1-e)*(1-r)/r; scipy.stats.betabinom.pmf(0, n, a, b)  # SciPy 1.17.1
		{math.Pow(.9, 5), 5, .2, 0.6922079999999995},
		{math.Pow(.7, 12), 12, .05, 0.03818957804337274},
		{math.Pow(.98, 40), 40, .5, 0.9176876854168724},
		// By hand: two steps, e = 1/2, rho = 1/2: 1/2 · (1/4 + 1/2) / (1/2 + 1/2) = 3/8.
		{.25, 2, .5, .375},
		// The ends of rho, one step, certainty.
		{.25, 2, 0, .25}, {.25, 2, -.3, .25}, {.25, 2, 1, .5}, {.25, 2, 1.5, .5},
		{.25, 1, .5, .25}, {0, 3, .5, 0}, {1, 3, .5, 1}, {.25, 2, math.NaN(), .25},
	} {
		checkNear(t, "clustered accuracy", ClusteredAccuracy(c.independent, c.n, c.rho), c.want, 1e-12)
	}
}
