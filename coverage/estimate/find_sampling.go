package estimate

import (
	"fmt"
	"math"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/sampling"
	"github.com/graphcov/graphcov/coverage/stats"
)

// coverageBuckets are the groups of examples, by exposure, in which sampling is
// looked at: does it rescue what training did not cover?
var coverageBuckets = [...]string{"least covered third", "middle third", "most covered third"}

// findSampling is what several responses to a problem gain (METHOD.md section
// 8): pass@k, pass^k, consensus, best of k by reward, by the model's own
// probability, by scores of its steps and by an oracle of them, and laws of growth; for all
// examples and for thirds by coverage. Nothing is found where examples have one
// response each.
func findSampling(s *sample) []finding.Finding {
	most := 0
	for i := range s.examples {
		most = max(most, len(s.examples[i].responses))
	}
	if most < 2 {
		return nil
	}
	all := s.sampled(func(*observed) bool { return true })
	findings := append(s.samplingCurves(all, most, finding.Finding{Stratum: "%s"}), s.scalingLaws(all, most, finding.Finding{Stratum: "%s"})...)
	for _, c := range s.corpora {
		for _, third := range s.thirds(c) {
			var examples []sampling.Example
			for _, e := range third.examples {
				examples = append(examples, sampling.Example{Responses: e.responses})
			}
			like := third.like
			like.Stratum = "%s, " + like.Stratum
			findings = append(findings, s.samplingCurves(examples, most, like)...)
			findings = append(findings, s.scalingLaws(examples, most, like)...)
		}
	}
	return findings
}

// third are a third of the examples that have several responses.
type third struct {
	like     finding.Finding // what findings about it have in common
	examples []*observed
}

// thirds are the examples by their exposure, those left out that are themselves
// in the corpus. There are none where too many examples are covered alike.
func (s *sample) thirds(c *corpusSample) []third {
	const scope = "full"
	values := make([]float64, len(s.examples))
	for i := range s.examples {
		values[i] = math.NaN()
		if r, ok := c.of(&s.examples[i], scope); ok && !r.seen && len(s.examples[i].responses) > 0 {
			values[i] = r.exposure
		}
	}
	buckets := sampling.Buckets(values, len(coverageBuckets))
	if len(buckets) < len(coverageBuckets) {
		return nil
	}
	var thirds []third
	for k, bucket := range buckets {
		t := third{like: finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: scope, Stratum: coverageBuckets[k]}}
		for _, i := range bucket.Members {
			t.examples = append(t.examples, &s.examples[i])
		}
		thirds = append(thirds, t)
	}
	return thirds
}

// samplingCurves are the measures at 1, 2, 4, .. responses. The stratum of the
// findings is that of like, in which %s stands for k.
func (s *sample) samplingCurves(examples []sampling.Example, most int, like finding.Finding) []finding.Finding {
	var findings []finding.Finding
	ks, opt := sampling.Ks(most), stats.Resampling{Seed: s.seed}
	add := func(measure string, curve sampling.Curve) {
		for _, p := range curve {
			f := like
			f.Measure, f.Stratum, f.Estimate = measure, fmt.Sprintf(like.Stratum, fmt.Sprintf("k=%d", p.K)), p.Estimate
			findings = append(findings, f)
		}
	}
	add(finding.MeasurePassAtK, sampling.PassAtK(examples, ks, opt))
	add(finding.MeasurePassHatK, sampling.PassHatK(examples, ks, opt))
	add(finding.MeasureConsensus, sampling.Consensus(examples, ks, opt))
	for _, scorer := range []struct {
		name string
		of   sampling.Scorer
	}{
		{"_reward", sampling.OutcomeReward}, {"_logprob", sampling.MeanLogProb}, {"_oracle_steps", sampling.OracleProcessReward},
		{"_steps_product", sampling.ProcessReward(sampling.Product)}, {"_steps_min", sampling.ProcessReward(sampling.Min)},
		{"_steps_last", sampling.ProcessReward(sampling.Last)}, {"_steps_mean", sampling.ProcessReward(sampling.Mean)},
	} {
		if hasScore(examples, scorer.of) {
			add(finding.MeasureBestOf+scorer.name, sampling.BestOf(examples, ks, scorer.of, opt))
		}
	}
	if hasScore(examples, sampling.OutcomeReward) {
		add(finding.MeasureConsensus+"_reward", sampling.WeightedConsensus(examples, ks, sampling.OutcomeReward, opt))
	}
	return findings
}

func hasScore(examples []sampling.Example, score sampling.Scorer) bool {
	for _, e := range examples {
		for i := range e.Responses {
			if score(&e.Responses[i]).OK {
				return true
			}
		}
	}
	return false
}

// scalingLaws are three laws fitted to pass@k of the first half of the
// responses, what they say of up to most, and how far they are off where they were
// not fitted. The stratum of the findings is that of like, in which %s stands for the law.
func (s *sample) scalingLaws(examples []sampling.Example, most int, like finding.Finding) []finding.Finding {
	fit := sampling.ScalingLaws(examples, nil, 0, stats.Resampling{Seed: s.seed})
	var findings []finding.Finding
	add := func(measure, stratum string, estimate stats.Estimate, note string) {
		f := like
		f.Measure, f.Stratum, f.Estimate, f.Note = measure, fmt.Sprintf(like.Stratum, stratum), estimate, note
		findings = append(findings, f)
	}
	for _, law := range []sampling.Law{fit.PowerLaw, fit.LogLinear, fit.BetaBinomial} {
		note := fmt.Sprintf("%s, fitted to k up to %d", law.Name, fit.KMax)
		for _, p := range law.Params {
			add(finding.MeasureScaling, law.Name+" "+p.Name, p.Estimate, note)
		}
		for _, k := range sampling.Ks(most) {
			if value, ok := law.At(k); ok {
				add(finding.MeasureScalingCurve, fmt.Sprintf("%s, k=%d", law.Name, k), stats.Estimate{Value: value, N: fit.N, OK: true}, note)
				findings[len(findings)-1].Exact = true
			}
		}
		for _, h := range law.HeldOut {
			add(finding.MeasureScalingError, fmt.Sprintf("%s, k=%d", law.Name, h.K), h.Error, "predicted minus observed pass@k; "+note)
		}
	}
	return findings
}
