package stats

import (
	"slices"
	"strings"
	"testing"
)

// edgeCase is a sample that is extreme in one way. Examples have two responses, and where
// outcomes differ they do so between examples.
type edgeCase struct {
	name string
	obs  []Observation
	// estimable are the estimators that have a value here; all others must say why not.
	estimable string
}

// edgeCases: what each allows follows from the definitions. An accuracy needs a response;
// an AUC and its p need a right and a wrong example in one stratum; a correlation needs exposure
// and outcome to vary, within a stratum for the regression, to which separation is nothing
// thanks to its penalty; an odds ratio needs pairs both ways.
func edgeCases() []edgeCase {
	const shares = "accuracy clusters paired pairedP "
	half := func(stratum int, exposure float64) Observation { return Observation{stratum, exposure, 0.5, 0.5} }
	return []edgeCase{
		{"n = 0", nil, ""},
		{"n = 1", answers([]float64{3}, "r"), shares + "means"},
		{"n = 1, half right", []Observation{half(0, 3)}, shares + "means"},
		{"all right", answers([]float64{0, 1, 2, 3}, "rrrr"), shares + "means"},
		{"all wrong", answers([]float64{0, 1, 2, 3}, "wwww"), shares + "means"},
		{"complete separation", answers([]float64{0, 1, 2, 3}, "wwrr"), shares + "auc p pairedAUC point rank nodeAUC nodeP means logistic"},
		{"ties everywhere", answers([]float64{1, 1, 1, 1}, "rwrw"), shares + "auc p pairedAUC nodeAUC means"},
		{"no variation", []Observation{half(0, 1), half(0, 1), half(0, 1)}, shares + "auc p pairedAUC nodeAUC means"},
		{"each its own stratum", []Observation{{0, 1, 1, 0}, {1, 2, 0, 1}, {2, 3, 0.5, 0.5}}, shares + "point rank means"},
		{"both ways", answers([]float64{0, 0, 1, 1}, "rwrw"), shares + "auc p pairedAUC point rank odds nodeAUC nodeP means logistic"},
	}
}

func TestEdges(t *testing.T) {
	for _, c := range edgeCases() {
		for name, e := range everyEstimator(c.obs) {
			want := slices.Contains(strings.Fields(c.estimable), name)
			switch {
			case e.OK != want:
				t.Errorf("%s: %s: estimable %v, want %v: %+v", c.name, name, e.OK, want, e)
			case !finite(e.Value) || !finite(e.Low) || !finite(e.High) || e.Low > e.High:
				t.Errorf("%s: %s: %+v", c.name, name, e)
			case !e.OK && (e.Value != 0 || len(e.Warnings) == 0 || e.Warnings[len(e.Warnings)-1] == ""):
				t.Errorf("%s: %s: not estimable without a reason: %+v", c.name, name, e)
			case !e.OK && e.N > len(c.obs):
				t.Errorf("%s: %s: n = %d of %d", c.name, name, e.N, len(c.obs))
			}
		}
	}
}

// everyEstimator asks all of one sample. The two sides of a pair are alike.
func everyEstimator(obs []Observation) map[string]Estimate {
	opt := Resampling{Seed: 1, Draws: 99}
	var examples []Cluster
	var pairs []Pair
	var nodes []NodeObservation
	var depths []DepthExample
	var composed []CompositionExample
	var rows []LogisticRow
	for i, o := range obs {
		cluster := Cluster{int(2 * o.Right), 2}
		examples = append(examples, cluster)
		pairs = append(pairs, Pair{cluster, cluster})
		nodes = append(nodes, NodeObservation{i, o})
		depths = append(depths, DepthExample{o.Right, o.Wrong, []DepthTotal{{int64(o.Exposure), 1}}})
		composed = append(composed, CompositionExample{o.Stratum, o.Exposure, cluster})
		rows = append(rows, LogisticRow{Stratum: o.Stratum, Example: i, Exposure: o.Exposure, Right: o.Right, Wrong: o.Wrong})
	}
	_, gap := CompositionalityGap(composed, 1)
	fit := Logistic(rows, nil, "")
	result := map[string]Estimate{
		"accuracy": Accuracy(examples, 1), "clusters": ClusterBootstrap(examples, opt),
		"paired": PairedDifference(pairs, opt), "pairedP": PairedP(pairs, opt), "pairedAUC": PairedAUCDifference(obs, obs, opt),
		"auc": BootstrapAUC(obs, opt), "p": PermutationP(obs, opt), "point": PointBiserial(obs, opt), "rank": Spearman(obs, opt),
		"odds": MantelHaenszel(obs).Estimate, "nodeAUC": BootstrapNodeAUC(nodes, opt), "nodeP": NodePermutationP(nodes, opt),
		"gap": gap.Gap, "logistic": {OK: fit.OK, Warnings: fit.Warnings},
		"means": {Warnings: []string{"no depth"}},
	}
	for _, m := range GroupMeans(depths, opt) {
		result["means"] = m.Right
		if !m.Right.OK {
			result["means"] = m.Wrong
		}
	}
	return result
}
