package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findReference asks whether it is the coverage of these problems that goes
// with success, or that of any problems of their form: the headline AUC beside
// what it is with exposures of the problems that bijections of digits or words
// make of them (METHOD.md section 6, step 6). Both are over the examples
// that have such exposures, and keep the strata of the problems themselves.
func findReference(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		family := associationFamily{s: s, c: c}
		for _, scope := range c.scopes {
			if len(c.reference[scope]) > 0 {
				family.compareWithReference(scope)
			}
		}
		correctFamily(family.findings, family.tested)
		findings = append(findings, family.findings...)
	}
	return findings
}

func (f *associationFamily) compareWithReference(scope string) {
	drawn := f.c.reference[scope]
	referenced := func(o *observed) bool { return len(drawn[o.graph]) == stats.ReferenceDraws }
	var exposures [][]float32 // of the observations, by draw
	obs, _ := f.observationsOf(scope, referenced, func(o *observed, row coverageRow) float64 {
		exposures = append(exposures, drawn[o.graph])
		return headlineExposure(o, row)
	}, bySizeAndOperations)
	own := stats.StratifiedAUC(obs)
	if !own.OK {
		return // the headline says why
	}
	var draws []float64
	for draw := range stats.ReferenceDraws {
		for i := range obs {
			obs[i].Exposure = float64(exposures[i][draw])
		}
		if a := stats.StratifiedAUC(obs); a.OK {
			draws = append(draws, a.Value)
		}
	}
	r := stats.CompareWithReference(own.Value, draws, stats.ReferenceDraws)
	r.Mean.N, r.Excess.N = own.N, own.N // examples, as everywhere
	note := fmt.Sprintf("%d bijections of digits or words; the AUC of these problems is %.3g", len(draws), own.Value)
	f.add(scope, finding.MeasureReferenceAUC, r.Mean, note)
	if excess := f.add(scope, finding.MeasureOverReference, r.Excess, note); r.Excess.OK {
		excess.P = &r.P
		f.tested = append(f.tested, len(f.findings)-1)
	}
}
