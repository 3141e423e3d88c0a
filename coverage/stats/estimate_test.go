package stats

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func checkNear(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v ± %g", what, got, want, tolerance)
	}
}

// checkInterval compares the three numbers of an estimate with reference values.
func checkInterval(t *testing.T, e Estimate, value, low, high, tolerance float64) {
	t.Helper()
	if !e.OK {
		t.Errorf("not estimable: %q", e.Warnings)
		return
	}
	checkNear(t, "value", e.Value, value, tolerance)
	checkNear(t, "low", e.Low, low, tolerance)
	checkNear(t, "high", e.High, high, tolerance)
}

func checkNotEstimable(t *testing.T, e Estimate, reason string) {
	t.Helper()
	if e.OK || e.Value != 0 || e.Low != 0 || e.High != 0 {
		t.Errorf("got %+v, want an estimate that is not OK and all zero", e)
	}
	if diff := cmp.Diff([]string{reason}, e.Warnings); diff != "" {
		t.Errorf("reason (-want +got):\n%s", diff)
	}
}

func TestNewEstimateRefusesNaN(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, e := range []Estimate{newEstimate(bad, 0, 1, 5), newEstimate(0, bad, 1, 5), newEstimate(0, 0, bad, 5)} {
			checkNotEstimable(t, e, "the result is not a finite number")
		}
	}
}

// weird draws numbers that a caller ought never to pass, beside proper shares.
func weird() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(0, 1),
		rapid.SampledFrom([]float64{0, 1, 0, 1, 0.5, 1. / 3, math.SmallestNonzeroFloat64, -1, 2, math.NaN(), math.Inf(1)}),
	)
}

func share() *rapid.Generator[float64] {
	return rapid.SampledFrom([]float64{0, 1, 0, 1, 0.25, 0.5, 1. / 3, 1e-200, math.SmallestNonzeroFloat64})
}

func observations(weight *rapid.Generator[float64]) *rapid.Generator[[]Observation] {
	exposure := rapid.OneOf(rapid.SampledFrom([]float64{0, 1, 2}), rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64))
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Observation {
		return Observation{
			Stratum:  rapid.IntRange(-1, 2).Draw(t, "stratum"),
			Exposure: exposure.Draw(t, "exposure"),
			Right:    weight.Draw(t, "right"),
			Wrong:    weight.Draw(t, "wrong"),
		}
	}), 0, 12)
}

func depthExamples(weight *rapid.Generator[float64]) *rapid.Generator[[]DepthExample] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) DepthExample {
		depth := rapid.Custom(func(t *rapid.T) DepthTotal {
			return DepthTotal{rapid.Int64().Draw(t, "documents"), rapid.Int64().Draw(t, "nodes")}
		})
		return DepthExample{weight.Draw(t, "right"), weight.Draw(t, "wrong"), rapid.SliceOfN(depth, 0, 3).Draw(t, "depths")}
	}), 0, 6)
}

func TestNothingIsEverNaN(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(what string, x float64) {
			if !finite(x) {
				t.Errorf("%s is %v", what, x)
			}
		}
		estimate := func(what string, e Estimate) {
			number(what+" value", e.Value)
			number(what+" low", e.Low)
			number(what+" high", e.High)
			if e.Low > e.High {
				t.Errorf("%s: low %v > high %v", what, e.Low, e.High)
			}
			if !e.OK && (e.Value != 0 || e.Low != 0 || e.High != 0 || len(e.Warnings) == 0) {
				t.Errorf("%s: not estimable, yet %+v", what, e)
			}
		}
		opt := Resampling{Seed: rapid.Uint64().Draw(t, "seed"), Draws: rapid.IntRange(0, 5).Draw(t, "draws") + 1}

		obs := observations(rapid.OneOf(share(), weird())).Draw(t, "obs")
		auc := StratifiedAUC(obs)
		number("auc", auc.Value)
		number("pairs", auc.Pairs)
		number("informative share", auc.InformativeShare)
		number("right weight", auc.RightWeight)
		number("wrong weight", auc.WrongWeight)
		bootstrap := BootstrapAUC(obs, opt)
		estimate("bootstrap", bootstrap)
		p := PermutationP(obs, opt)
		estimate("permutation", p)

		q := BenjaminiHochberg(append(rapid.SliceOfN(weird(), 0, 5).Draw(t, "p"), p.Value))
		for _, x := range q {
			number("q", x)
		}
		right, wrong := weird().Draw(t, "right")*100, weird().Draw(t, "wrong")*100
		Verdict(VerdictInput{AUC: bootstrap, Q: q[0], RightWeight: right, WrongWeight: wrong})
		number("detectable auc", DetectableAUC(right, wrong))

		clusters := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cluster {
			return Cluster{rapid.IntRange(-1, 4).Draw(t, "right"), rapid.OneOf(rapid.IntRange(0, 5), rapid.Int()).Draw(t, "n")}
		}), 0, 4)
		a, b := clusters.Draw(t, "a"), clusters.Draw(t, "b")
		estimate("accuracy", Accuracy(a, 1))
		estimate("cluster bootstrap", ClusterBootstrap(a, opt))
		estimate("difference", AccuracyDifference(a, b, 1))
		estimate("wilson", Wilson(rapid.Int().Draw(t, "k"), rapid.Int().Draw(t, "n")))

		for what, r := range map[string]Estimate{"point-biserial": PointBiserial(obs, opt), "spearman": Spearman(obs, opt)} {
			estimate(what, r)
		}
		odds := MantelHaenszel(obs)
		estimate("odds ratio", odds.Estimate)
		number("chi-squared", odds.Homogeneity.ChiSquared)
		number("homogeneity p", odds.Homogeneity.P)

		var nodes []NodeObservation
		var rows []LogisticRow
		for i, o := range obs {
			nodes = append(nodes, NodeObservation{i / 2, o})
			rows = append(rows, LogisticRow{o.Stratum, i / 2, o.Exposure, []float64{weird().Draw(t, "depth"), float64(i)}, o.Right, o.Wrong})
		}
		number("node auc", NodeAUC(nodes).Value)
		estimate("node bootstrap", BootstrapNodeAUC(nodes, opt))
		estimate("node permutation", NodePermutationP(nodes, opt))
		fit := Logistic(rows, []string{"depth", "width"}, "depth")
		number("log-likelihood", fit.LogLikelihood)
		estimate("profile", fit.Profile)
		for _, term := range fit.Terms {
			estimate(term.Name, term.Estimate)
			number(term.Name+" sd", term.SD)
			number(term.Name+" robust error", term.RobustError)
			number(term.Name+" model error", term.ModelError)
			number(term.Name+" p", term.P)
		}
		if fit.OK == (fit.Terms == nil) || !fit.OK && len(fit.Warnings) == 0 {
			t.Errorf("logistic: %+v", fit)
		}

		reference := CompareWithReference(weird().Draw(t, "observed"), rapid.SliceOfN(weird(), 0, 4).Draw(t, "reference"), 4)
		estimate("reference mean", reference.Mean)
		estimate("excess", reference.Excess)
		number("reference p", reference.P)

		var exposed []ExposedExample
		var composition []CompositionExample
		for i, c := range append(clusters.Draw(t, "c"), a...) {
			exposed = append(exposed, ExposedExample{weird().Draw(t, "exposure"), c})
			composition = append(composition, CompositionExample{i % 2, weird().Draw(t, "share"), c})
		}
		deciles, _ := AccuracyByDecile(exposed, 1)
		for _, d := range deciles {
			estimate("decile", d.Accuracy)
		}
		gaps, pooled := CompositionalityGap(composition, 1)
		for _, g := range append(gaps, pooled) {
			number("median", g.Median)
			estimate("low half", g.Low)
			estimate("high half", g.High)
			estimate("gap", g.Gap)
		}
		var pool halvesPool
		if x, problem := answered(a); problem == "" {
			y, _ := answered(b)
			pool.add(x, y)
		}
		low, high, gap := pool.estimates()
		estimate("pooled low", low)
		estimate("pooled high", high)
		estimate("pooled gap", gap)

		for _, m := range GroupMeans(depthExamples(rapid.OneOf(share(), weird())).Draw(t, "depths"), opt) {
			estimate("right mean", m.Right)
			estimate("wrong mean", m.Wrong)
		}
	})
}
