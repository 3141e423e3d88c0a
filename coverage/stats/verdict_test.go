package stats

import (
	"fmt"
	"math"
	"testing"
)

func TestVerdict(t *testing.T) {
	auc := func(value, low, high float64) Estimate {
		return Estimate{Value: value, Low: low, High: high, N: 100, OK: true}
	}
	for _, c := range []struct {
		in              VerdictInput
		verdict, reason string
	}{
		{VerdictInput{auc(0.71, 0.65, 0.77), 0.0004, 80, 50}, VerdictTracks, "auc 0.710 [0.650, 0.770], q 0.0004"},
		{VerdictInput{auc(0.60, 0.51, 0.69), 0.0099, 30, 30}, VerdictTracks, "auc 0.600 [0.510, 0.690], q 0.0099"},
		// Just short of tracking, in each of the three ways.
		{VerdictInput{auc(0.71, 0.65, 0.77), 0.01, 80, 50}, VerdictWeak, "auc 0.710 [0.650, 0.770], q 0.01"},
		{VerdictInput{auc(0.599, 0.55, 0.65), 0.0004, 80, 50}, VerdictWeak, "auc 0.599 [0.550, 0.650], q 0.0004"},
		{VerdictInput{auc(0.71, 0.50, 0.90), 0.0004, 80, 50}, VerdictWeak, "auc 0.710 [0.500, 0.900], q 0.0004"},
		{VerdictInput{auc(0.40, 0.35, 0.45), 0.0004, 80, 50}, VerdictInverse, "auc 0.400 [0.350, 0.450], q 0.0004"},
		{VerdictInput{auc(0.51, 0.40, 0.62), 0.05, 100, 50}, VerdictNoEvidence,
			"auc 0.510 [0.400, 0.620], q 0.05; this sample could have shown an auc of 0.64 or more"},
		{VerdictInput{auc(0.50, 0.40, 0.60), 0.001, 100, 50}, VerdictNoEvidence,
			"auc 0.500 [0.400, 0.600], q 0.001; this sample could have shown an auc of 0.64 or more"},
		// Too little to say anything, however strong it looks.
		{VerdictInput{auc(0.99, 0.95, 1), 0.0001, 29.9, 500}, VerdictInconclusive,
			"strata that vary hold 29.9 right and 500.0 wrong examples by weight; 30 of each are needed"},
		{VerdictInput{auc(0.99, 0.95, 1), 0.0001, 500, 0}, VerdictInconclusive,
			"strata that vary hold 500.0 right and 0.0 wrong examples by weight; 30 of each are needed"},
		{VerdictInput{notEstimable(0, "no examples"), 0.0001, 500, 500}, VerdictInconclusive, "the auc is not estimable"},
		{VerdictInput{auc(0.7, 0.6, 0.8), math.NaN(), 500, 500}, VerdictInconclusive, "there is no q value"},
	} {
		verdict, reason := Verdict(c.in)
		if verdict != c.verdict || reason != c.reason {
			t.Errorf("%+v:\n got %q, %q\nwant %q, %q", c.in, verdict, reason, c.verdict, c.reason)
		}
	}
}

// The whole chain, from observations to a verdict.
func ExampleVerdict() {
	var obs []Observation
	for i := range 200 {
		exposure := float64(i % 20)
		right := 0.0
		if (i*7)%20 < 4+i%20 { // more often right where there is more exposure
			right = 1
		}
		obs = append(obs, Observation{Stratum: i % 2, Exposure: exposure, Right: right, Wrong: 1 - right})
	}
	auc := StratifiedAUC(obs)
	opt := Resampling{Seed: 1}
	p := PermutationP(obs, opt)
	q := BenjaminiHochberg([]float64{p.Value, 0.2, 0.9}) // with two other scopes
	verdict, reason := Verdict(VerdictInput{
		AUC:         BootstrapAUC(obs, opt),
		Q:           q[0],
		RightWeight: auc.RightWeight,
		WrongWeight: auc.WrongWeight,
	})
	fmt.Println(verdict)
	fmt.Println(reason) // the interval of 40,000 draws of NumPy's: 0.660, 0.803
	// Output:
	// tracks training coverage
	// auc 0.733 [0.659, 0.806], q 0.0003
}
