package sampling

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/stats"
)

// sixty makes 60 examples of 16 responses by a rule that Python can repeat.
func sixty() []Example {
	var examples []Example
	for i := range 60 {
		c := (i*i*7 + 3*i) % 23
		if c > 16 {
			c = 0
		}
		// Right ones spread evenly, so that the first 8 have about half of them.
		letters := make([]byte, 16)
		for j := range letters {
			letters[j] = 'B'
			if (j*7)%16 < c {
				letters[j] = 'A'
			}
		}
		examples = append(examples, answers(string(letters)))
	}
	return examples
}

func TestScalingAgainstSciPy(t *testing.T) {
	// c=np.array([(i*i*7+3*i)%23 for i in range(60)]); c=np.where(c>16,0,c); n=16    # SciPy 1.17.1
	// ks=np.array([1,2,4,8,16]); y=[np.mean(1-comb(n-c,k)/comb(n,k)) for k in ks]
	// curve_fit(lambda k,a,b: np.exp(a*k**b), ks, y, p0=[-1,-.5], xtol=1e-15, ftol=1e-15, gtol=1e-15)
	// curve_fit(lambda k,a,b: a+b*np.log(k), ks, y)
	// minimize(lambda x: -betabinom.logpmf(c,n,*np.exp(x)).sum(), [0,0], method='Nelder-Mead',
	//   options=dict(xatol=1e-12, fatol=1e-13)); a,b = np.exp(r.x); a, b, a/(a+b), 1/(a+b+1)
	// [1-betabinom.pmf(0,k,a,b) for k in (1,2,10,100)]
	s := ScalingLaws(sixty(), nil, 16, few)
	if diff := cmp.Diff([]int{1, 2, 4, 8, 16}, s.Fitted); diff != "" || s.KMax != 16 || s.N != 60 {
		t.Errorf("kMax %d, n %d, fitted: %s", s.KMax, s.N, diff)
	}
	for _, c := range []struct {
		law       Law
		name      string
		want      []float64
		tolerance float64
	}{
		{s.PowerLaw, "a b", []float64{-1.0713643488841536, -0.3905082213809278}, 1e-7},
		{s.LogLinear, "intercept slope", []float64{0.3539143776239161, 0.12413155854977545}, 1e-7},
		{s.BetaBinomial, "mean correlation alpha beta", []float64{0.2756106964769242, 0.37049386876778995, 0.4682901334978505, 1.2308098632871385}, 1e-6},
	} {
		var names []string
		for i, p := range c.law.Params {
			names = append(names, p.Name)
			checkNear(t, c.law.Name+" "+p.Name, p.Value, c.want[i], c.tolerance)
			if !p.OK || p.Low > p.Value || p.High < p.Value || p.Low == p.High {
				t.Errorf("%s %s: %+v", c.law.Name, p.Name, p)
			}
		}
		if strings.Join(names, " ") != c.name {
			t.Errorf("%s has %q, want %s", c.law.Name, names, c.name)
		}
		checkNotEstimable(t, c.law.Name, c.law.HeldOutError, "no larger number of responses to try the law on")
	}
	for k, want := range map[int]float64{1: 0.27561069647692404, 2: 0.40129124334636235, 10: 0.674974961869687, 100: 0.8850622410805874} {
		got, ok := s.BetaBinomial.At(k)
		checkNear(t, "beta-binomial", got, want, 1e-6)
		power, _ := s.PowerLaw.At(k)
		checkNear(t, "power law", power, math.Exp(-1.0713643488841536*math.Pow(float64(k), -0.3905082213809278)), 1e-7)
		if !ok {
			t.Error("not ok")
		}
	}
	// .3539 + .1241 ln 1000 > 1
	if c, _ := s.LogLinear.At(1000); c != 1 {
		t.Errorf("log-linear at 1000: %v", c)
	}
	if _, ok := s.LogLinear.At(0); ok {
		t.Error("a law at 0 responses")
	}
}

// TestLikelihoodAgainstSciPy compares the product form with the textbook's.
func TestLikelihoodAgainstSciPy(t *testing.T) {
	// alpha .3, beta 2: mean .3/2.3, correlation 1/3.3
	// [betabinom.logpmf(x,10,.3,2.) for x in (0,3,10)]; less the constant ln C(10, x)
	for x, want := range map[int]float64{0: -0.5824861062587271, 3: -2.8013987235286577, 10: -5.6985551608123295} {
		right := make([]float64, 11)
		right[x] = 1
		got, _, _ := newLikelihood(right).value(.3/2.3, 1/3.3)
		choose := 0.0
		for i := range x {
			choose += math.Log(float64(10-i)) - math.Log(float64(i+1))
		}
		checkNear(t, "log-likelihood", got+choose, want, 1e-12)
	}
	// [1-betabinom.pmf(0,k,.3,2.) for k in (1,2,10,100)]
	for k, want := range map[int]float64{1: 0.13043478260869557, 2: 0.20948616600790515, 10: 0.4414918714122422, 100: 0.7083708470192118} {
		checkNear(t, "pass@k", betaBinomial{}.at([]float64{.3 / 2.3, 1 / 3.3}, k), want, 1e-12)
	}
}

func TestPowerLawFindsItsOwnCurve(t *testing.T) {
	for _, want := range [][]float64{{-3, -0.3}, {-0.5, -1.2}, {-8, -0.05}, {-1, -4}, {-300, -0.01}} {
		tr := training{right: []float64{1, 1}, ks: Ks(64)}
		for _, k := range tr.ks {
			tr.coverage = append(tr.coverage, math.Exp(want[0]*math.Pow(float64(k), want[1])))
		}
		p, problem := powerLaw{}.fit(tr)
		if problem != "" {
			t.Fatal(problem)
		}
		got := powerLaw{}.report(p)
		checkNear(t, "a", got[0], want[0], -1e-8*want[0])
		checkNear(t, "b", got[1], want[1], 1e-8)
	}
}

// TestLikelihoodIsAtItsMaximum looks for a better point on a grid that is fine at
// both ends, for random numbers of right responses: also where those vary less than
// chance, or hardly more.
func TestLikelihoodIsAtItsMaximum(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for range 100 {
		right := make([]float64, 3+rng.IntN(9))
		for range 2 + rng.IntN(20) {
			right[rng.IntN(len(right))]++
		}
		if rng.IntN(2) == 0 { // nearly binomial
			for c := range right {
				right[c] = math.Round(40 * math.Exp(-math.Pow(float64(c)-float64(len(right))/2, 2)/float64(len(right)/2)))
			}
			right[rng.IntN(len(right))] += float64(rng.IntN(30))
		}
		tr := training{right: right}
		point, problem := betaBinomial{}.fit(tr)
		if problem != "" {
			if problem != tr.oneSided() {
				t.Errorf("%v: %s", right, problem)
			}
			continue
		}
		l := newLikelihood(right)
		inside := func(p float64) float64 { return min(max(p, 1e-9), 1-1e-9) }
		best, _, _ := l.value(point[0], inside(point[1]))
		for i := -60; i <= 60; i++ {
			for j := -60; j <= 60; j++ {
				if v, _, _ := l.value(logistic(float64(i)/10), logistic(float64(j)/4)); v > best+1e-6 {
					t.Fatalf("%v: fit %v has %v, there is %v", right, point, best, v)
				}
			}
		}
	}
}

func TestNoPowerLaw(t *testing.T) {
	// No set of examples has such a curve: it falls.
	_, problem := powerLaw{}.fit(training{right: []float64{1, 1}, ks: []int{1, 2, 4}, coverage: []float64{0.9, 0.5, 0.1}})
	if want := "no power law fits: the best b is not between -50 and 0"; problem != want {
		t.Errorf("got %q, want %q", problem, want)
	}
}

// TestHeldOut samples from beta-binomial problems: that law must foretell large k
// from small k, and the interval of its error must hold 0.
func TestHeldOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 11))
	examples := make([]Example, 4000)
	for i := range examples {
		// The smaller of two uniform numbers is Beta(1, 2).
		rate := min(rng.Float64(), rng.Float64())
		examples[i].Responses = make([]Response, 32)
		for j := range examples[i].Responses {
			examples[i].Responses[j].Correct = rng.Float64() < rate
		}
	}
	examples[0].Responses = examples[0].Responses[:5]
	s := ScalingLaws(examples, nil, 0, stats.Resampling{Seed: 1, Draws: 200})
	if s.KMax != 16 || s.N != 3999 || len(s.Warnings) != 1 || len(s.BetaBinomial.HeldOut) != 1 {
		t.Fatalf("kMax %d, n %d, warnings %q, held out %d", s.KMax, s.N, s.Warnings, len(s.BetaBinomial.HeldOut))
	}
	h := s.BetaBinomial.HeldOut[0]
	// 1 - B(1, 2+k)/B(1, 2) = 1 - 2/(k+2)
	checkNear(t, "observed", h.Observed.Value, 1-2./34, 0.01)
	checkNear(t, "predicted", h.Predicted.Value, 1-2./34, 0.01)
	checkNear(t, "error", h.Error.Value, h.Predicted.Value-h.Observed.Value, 1e-15)
	checkNear(t, "mean absolute error", s.BetaBinomial.HeldOutError.Value, math.Abs(h.Error.Value), 1e-15)
	if h.K != 32 || h.Error.Low > 0 || h.Error.High < 0 {
		t.Errorf("k = %d, error %+v", h.K, h.Error)
	}
	checkNear(t, "alpha", s.BetaBinomial.Params[2].Value, 1, 0.1)
	checkNear(t, "beta", s.BetaBinomial.Params[3].Value, 2, 0.2)
	// The log-linear law overshoots a curve that flattens.
	if e := s.LogLinear.HeldOut[0].Error; e.Low <= 0 {
		t.Errorf("log-linear error %+v", e)
	}
}

func TestScalingEdges(t *testing.T) {
	for _, c := range []struct {
		name, power, logLinear, beta string // why not; empty where estimable
		examples                     []Example
	}{
		{"no examples", "no responses to fit to", "no responses to fit to", "no responses to fit to", nil},
		{"all wrong", "no response is right", "no response is right", "no response is right", []Example{answers("BBBBBBBB"), answers("BBBBBBBB")}},
		{"all right", "no response is wrong", "no response is wrong", "no response is wrong", []Example{answers("AAAAAAAA")}},
		{"few ks", "a curve needs 3 numbers of responses to be fitted to, there are 2", "a curve needs 3 numbers of responses to be fitted to, there are 2", "",
			[]Example{answers("ABAB"), answers("BBBB")}},
		{"one fitted response", "a curve needs 3 numbers of responses to be fitted to, there are 1", "a curve needs 3 numbers of responses to be fitted to, there are 1",
			"one response per example says nothing of how alike responses are", []Example{answers("AB"), answers("BA")}},
		{"always or never", "pass@k is the same at all fitted k", "", "", []Example{answers("AAAAAAAA"), answers("BBBBBBBB")}},
		{"a step", "pass@k reaches 1 too soon to fit a curve", "", "", []Example{answers("AAABAAAB"), answers("ABAABAAA")}},
	} {
		s := ScalingLaws(c.examples, nil, 0, few)
		for _, law := range []struct {
			Law
			reason string
		}{{s.PowerLaw, c.power}, {s.LogLinear, c.logLinear}, {s.BetaBinomial, c.beta}} {
			what := c.name + ", " + law.Name
			if law.reason == "" {
				if !law.Params[0].OK {
					t.Errorf("%s: %+v", what, law.Params[0])
				}
				continue
			}
			for _, p := range law.Params {
				checkNotEstimable(t, what, p.Estimate, law.reason)
			}
			checkNotEstimable(t, what, law.HeldOutError, law.reason)
			if c, ok := law.At(2); ok || c != 0 {
				t.Errorf("%s has a value", what)
			}
		}
	}
}

func TestBetaBinomialEnds(t *testing.T) {
	// Always or never right: more responses do not help.
	s := ScalingLaws([]Example{answers("AAAAAAAA"), answers("BBBBBBBB")}, nil, 0, few).BetaBinomial
	if c, ok := s.At(50); c != 0.5 || !ok || s.Params[1].Value != 1 {
		t.Errorf("at 50: %v, correlation %v", c, s.Params[1].Value)
	}
	checkNotEstimable(t, "alpha", s.Params[2].Estimate, "has no finite value where the correlation is 0 or 1")
	// Each example half right: no more alike than chance, 1 - 0.5^k.
	s = ScalingLaws([]Example{answers("ABABABAB"), answers("BABABABA")}, nil, 0, few).BetaBinomial
	c, _ := s.At(10)
	checkNear(t, "at 10", c, 1-math.Pow(0.5, 10), 1e-15)
	if s.Params[1].Value != 0 {
		t.Errorf("correlation %v", s.Params[1].Value)
	}
}
