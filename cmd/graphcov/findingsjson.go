package main

import (
	"github.com/graphcov/graphcov/coverage/finding"
)

// findingsJSON is what findings prints as JSON: what it says in words, then
// every estimate.
type findingsJSON struct {
	Summaries []summaryJSON `json:"summaries"`
	Findings  []findingJSON `json:"findings"`
}

// summaryJSON is one model on one task, against one corpus or none.
type summaryJSON struct {
	Model      string        `json:"model"`
	Task       string        `json:"task"`
	Corpus     string        `json:"corpus,omitempty"`
	Headline   []string      `json:"headline"`
	Verdicts   []verdictJSON `json:"verdicts"`
	Weaknesses []string      `json:"weaknesses"`
	Next       []string      `json:"next"`
}

// verdictJSON is the verdict under one scope, with the numbers behind it.
type verdictJSON struct {
	Scope   string   `json:"scope"`
	Verdict string   `json:"verdict"`
	AUC     *float64 `json:"auc"`
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	Q       *float64 `json:"q"`
	N       int      `json:"n"`
}

// findingJSON is a finding with the names that the table has.
type findingJSON struct {
	Model    string   `json:"model"`
	Task     string   `json:"task"`
	Corpus   string   `json:"corpus,omitempty"`
	Scope    string   `json:"scope,omitempty"`
	Measure  string   `json:"measure"`
	Stratum  string   `json:"stratum"`
	Estimate *float64 `json:"estimate"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	P        *float64 `json:"p"`
	Q        *float64 `json:"q"`
	N        int      `json:"n"`
	Verdict  string   `json:"verdict,omitempty"`
	Note     string   `json:"note,omitempty"`
}

func newFindingsJSON(findings []finding.Finding) findingsJSON {
	out := findingsJSON{Summaries: []summaryJSON{}, Findings: make([]findingJSON, len(findings))}
	for _, s := range finding.Summarize(findings) {
		if len(s.Corpora) == 0 {
			out.Summaries = append(out.Summaries, summaryJSON{Model: s.Model, Task: s.Task, Headline: []string{finding.NoCorpus},
				Verdicts: []verdictJSON{}, Weaknesses: []string{}, Next: []string{}})
		}
		for _, c := range s.Corpora {
			out.Summaries = append(out.Summaries, newSummaryJSON(&s, &c))
		}
	}
	for i, f := range findings {
		estimate, low, high := figuresJSON(f)
		out.Findings[i] = findingJSON{Model: f.Model, Task: f.Task, Corpus: f.Corpus, Scope: f.Scope, Measure: f.Measure, Stratum: f.Stratum,
			Estimate: estimate, Low: low, High: high, P: f.P, Q: f.Q, N: f.Estimate.N, Verdict: f.Verdict, Note: f.Note}
	}
	return out
}

func newSummaryJSON(s *finding.Summary, c *finding.CorpusSummary) summaryJSON {
	out := summaryJSON{Model: s.Model, Task: s.Task, Corpus: c.Name, Headline: []string{}, Verdicts: []verdictJSON{},
		Weaknesses: append([]string{}, s.Weaknesses(c)...), Next: append([]string{}, s.Next(c)...)}
	for _, statement := range c.Headline() {
		out.Headline = append(out.Headline, statement.Before+statement.Claim+statement.After)
	}
	for _, scope := range c.Scopes {
		auc, low, high := figuresJSON(scope.AUC)
		out.Verdicts = append(out.Verdicts, verdictJSON{Scope: scope.Scope, Verdict: scope.AUC.Verdict, AUC: auc, Low: low, High: high, Q: scope.AUC.Q, N: scope.AUC.Estimate.N})
	}
	return out
}

// figuresJSON are an estimate and its interval; null stands for what there is not.
func figuresJSON(f finding.Finding) (value, low, high *float64) {
	e := f.Estimate
	switch {
	case !e.OK:
		return nil, nil, nil
	case f.Exact:
		return &e.Value, nil, nil
	}
	return &e.Value, &e.Low, &e.High
}
