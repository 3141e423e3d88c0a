package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// An exposure is one number that says how much of an example was seen.
type exposure struct {
	suffix string // of the measure's name; empty for the headline
	of     func(coverageRow) float64
}

// exposures are the headline, mean ln(1 + documents), and three others that
// stand beside it.
func exposures() []exposure {
	return []exposure{
		{"", func(r coverageRow) float64 { return r.exposure }},
		{"_share_seen", func(r coverageRow) float64 { return float64(r.seenNodes) / float64(max(r.operations, 1)) }},
		{"_bottleneck", func(r coverageRow) float64 { return float64(r.minDocuments) }},
		{"_sink", func(r coverageRow) float64 { return float64(r.sinkDocuments) }},
	}
}

// findAssociation asks whether success follows coverage among problems of like
// difficulty (METHOD.md section 6): the AUC within strata of size and number of
// operation nodes, with interval and permutation p, its q over all scopes and
// exposures, and the verdict. The raw AUC of exposure and of size, and strata
// of size alone, stand beside it.
func findAssociation(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		family := associationFamily{s: s, c: c}
		family.findRaw()
		family.test()
		findings = append(findings, family.judge()...)
	}
	return findings
}

// associationFamily are the tests of one model, task and corpus, whose p
// values are corrected together.
type associationFamily struct {
	s        *sample
	c        *corpusSample
	findings []finding.Finding
	tested   []int       // findings with a p
	aucs     []stats.AUC // of the tests, by finding
}

// observations are the examples of the sample that are not themselves in the
// corpus: having seen a problem is contamination, not coverage.
func (f *associationFamily) observations(scope string, value func(*observed, coverageRow) float64, stratum func(*observed, coverageRow) any) (obs []stats.Observation, seen int) {
	return f.observationsOf(scope, func(*observed) bool { return true }, value, stratum)
}

// observationsOf are those of the examples that pass.
func (f *associationFamily) observationsOf(scope string, pass func(*observed) bool, value func(*observed, coverageRow) float64, stratum func(*observed, coverageRow) any) (obs []stats.Observation, seen int) {
	numbers := make(map[any]int)
	for i := range f.s.examples {
		e := &f.s.examples[i]
		row, ok := f.c.of(e, scope)
		if !ok || !pass(e) {
			continue
		}
		if row.seen {
			seen++
			continue
		}
		right, wrong := e.weights()
		obs = append(obs, stats.Observation{Stratum: numberOf(numbers, stratum(e, row)), Exposure: value(e, row), Right: right, Wrong: wrong})
	}
	return obs, seen
}

// sizeAndOperations is a stratum. The algorithm comes with the number of
// operations: those of different ones are not alike.
type sizeAndOperations struct {
	size, algorithm string
	operations      int
}

func bySizeAndOperations(o *observed, r coverageRow) any {
	return sizeAndOperations{o.size, o.graph.algorithm, r.operations}
}
func bySize(o *observed, _ coverageRow) any { return o.size }
func together(*observed, coverageRow) any   { return nil }

func (f *associationFamily) add(scope, measure string, estimate stats.Estimate, note string) *finding.Finding {
	f.findings = append(f.findings, finding.Finding{CorpusID: f.c.id, Corpus: f.c.name, Scope: scope, Measure: measure, Stratum: finding.StratumAll, Estimate: estimate, Note: note})
	return &f.findings[len(f.findings)-1]
}

// findRaw estimates what the two say when nothing is held fixed.
func (f *associationFamily) findRaw() {
	var samples batches
	few := func(o *observed, _ coverageRow) float64 { return -float64(o.operations) }
	obs, _ := f.observations(f.c.scopes[0], few, together)
	samples.add(obs)
	f.add("", finding.MeasureRawAUCSize, stats.Estimate{}, "of having few operation nodes")
	for _, scope := range f.c.scopes {
		obs, _ := f.observations(scope, headlineExposure, together)
		samples.add(obs)
		f.add(scope, finding.MeasureRawAUC, stats.Estimate{}, "nothing held fixed: not evidence")
		obs, _ = f.observations(scope, headlineExposure, bySize)
		samples.add(obs)
		f.add(scope, finding.MeasureBySizeAUC, stats.Estimate{}, "within sizes, whatever the number of operations")
	}
	for _, b := range samples.all {
		estimates := stats.NewExposures(b.examples, b.exposures...).Bootstrap(stats.Resampling{Seed: f.s.seed})
		for k, position := range b.positions {
			f.findings[position].Estimate = estimates[k]
		}
	}
}

// test makes the tests of the family.
func (f *associationFamily) test() {
	var samples batches
	first := len(f.findings)
	var seen []int
	for _, scope := range f.c.scopes {
		for _, e := range exposures() {
			obs, left := f.observations(scope, func(_ *observed, r coverageRow) float64 { return e.of(r) }, bySizeAndOperations)
			samples.add(obs)
			seen = append(seen, left)
			f.add(scope, finding.MeasureStratifiedAUC+e.suffix, stats.Estimate{}, "")
		}
	}
	f.aucs = make([]stats.AUC, len(f.findings))
	p := make([]stats.Estimate, len(f.findings))
	for _, b := range samples.all {
		x := stats.NewExposures(b.examples, b.exposures...)
		resampling := stats.Resampling{Seed: f.s.seed}
		aucs, estimates, ps := x.AUCs(), x.Bootstrap(resampling), x.PermutationP(resampling)
		for k, position := range b.positions {
			at := first + position
			f.findings[at].Estimate, f.aucs[at], p[at] = estimates[k], aucs[k], ps[k]
		}
	}
	for at := first; at < len(f.findings); at++ {
		auc := f.aucs[at]
		f.findings[at].Note = fmt.Sprintf("%d of %d strata vary in both; right weight %.4g, wrong %.4g in them; %.3g %% of right-wrong pairs are informative; %d examples seen in training left out",
			auc.VaryingStrata, auc.Strata, auc.RightWeight, auc.WrongWeight, 100*auc.InformativeShare, seen[at-first])
		if p[at].OK {
			f.findings[at].P = &p[at].Value
			f.tested = append(f.tested, at)
		}
	}
}

// judge corrects the p values of the family and gives the verdicts.
func (f *associationFamily) judge() []finding.Finding {
	correctFamily(f.findings, f.tested)
	for at := range f.findings {
		if headline := &f.findings[at]; headline.Measure == finding.MeasureStratifiedAUC {
			giveVerdict(headline, f.aucs[at])
		}
	}
	return f.findings
}

// correctFamily gives the findings at those positions, which have a p, their q.
func correctFamily(findings []finding.Finding, tested []int) {
	p := make([]float64, len(tested))
	for i, at := range tested {
		p[i] = *findings[at].P
	}
	for i, q := range stats.BenjaminiHochberg(p) {
		findings[tested[i]].Q = &q
	}
}

// giveVerdict gives a finding its verdict; auc is what its estimate rests on.
func giveVerdict(f *finding.Finding, auc stats.AUC) {
	in := stats.VerdictInput{AUC: f.Estimate, Q: 1, RightWeight: auc.RightWeight, WrongWeight: auc.WrongWeight}
	if f.Q != nil {
		in.Q = *f.Q
	}
	verdict, reason := stats.Verdict(in)
	f.Verdict, f.Note = verdict, reason+"; "+f.Note
}
