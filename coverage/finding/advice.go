package finding

import (
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Bounds beyond which a weakness is worth a line.
const (
	muchUnread  = 0.05 // share of answers
	fewExamples = 100
)

// Weaknesses says what weakens the findings against one corpus, in sentences,
// the gravest first: answers that cannot be read, too few examples, nothing to
// compare within strata, and size that explains what coverage seemed to.
func (s *Summary) Weaknesses(c *CorpusSummary) []string {
	var all []string
	if e := s.Unread.Estimate; e.OK && e.Value > muchUnread {
		all = append(all, fmt.Sprintf("%.1f %% of the answers are cut off or cannot be read, and count as wrong", 100*e.Value))
	}
	if n := s.Accuracy.Estimate.N; n < fewExamples {
		all = append(all, fmt.Sprintf("there are only %d problems", n))
	}
	if scopes := c.scopesWith(stats.VerdictInconclusive); len(scopes) > 0 {
		all = append(all, fmt.Sprintf("too few right and wrong answers stand side by side within a size and length (%s)", strings.Join(scopes, ", ")))
	}
	if c.followsStepsAlone() {
		all = append(all, "success follows the coverage of single steps and not of full sub-graphs: a model that composes, but fails at hard steps, looks the same where hard steps are rare in training")
	}
	if scopes := c.followsForm(); len(scopes) > 0 {
		all = append(all, fmt.Sprintf("problems of the same form in other digits or words show as much (%s): it is the form that is covered, not these problems", strings.Join(scopes, ", ")))
	}
	if explained := c.explainedBySize(); len(explained) > 0 {
		all = append(all, "size explains most of the raw association: with sizes and lengths held fixed the AUC falls "+strings.Join(explained, ", "))
	}
	if better := c.weakerThanSize(); len(better) > 0 {
		all = append(all, fmt.Sprintf("having few operations predicts success better (AUC %.3g) than coverage does (%s)", c.RawSize.Estimate.Value, strings.Join(better, ", ")))
	}
	if e := c.Seen.Estimate; e.OK && e.Value > 0 {
		all = append(all, fmt.Sprintf("%.1f %% of the problems are themselves in the training data; they are left out", 100*e.Value))
	}
	return all
}

func (c *CorpusSummary) scopesWith(verdict string) (scopes []string) {
	for _, s := range c.Scopes {
		if s.AUC.Verdict == verdict {
			scopes = append(scopes, s.Scope)
		}
	}
	return scopes
}

// followsStepsAlone reports an association under step without one under full.
// Simulated responders who compose and err at large digits show just that, those
// who recall show both (package calibration).
func (c *CorpusSummary) followsStepsAlone() bool {
	follows := func(scope string) bool {
		for _, s := range c.Scopes {
			if v := s.AUC.Verdict; s.Scope == scope {
				return v == stats.VerdictTracks || v == stats.VerdictWeak
			}
		}
		return false
	}
	return follows("step") && !follows("full")
}

// followsForm are the scopes of an association which the coverage of other
// problems of the same form shows as well.
func (c *CorpusSummary) followsForm() (scopes []string) {
	for _, s := range c.Scopes {
		over, v := s.OverReference.Estimate, s.AUC.Verdict
		if (v == stats.VerdictTracks || v == stats.VerdictWeak) && over.OK && over.Low <= 0 && s.Reference.Estimate.Value > 0.5 {
			scopes = append(scopes, s.Scope)
		}
	}
	return scopes
}

// explainedBySize are the scopes whose raw association is there, and more than
// half of it gone within strata.
func (c *CorpusSummary) explainedBySize() (all []string) {
	for _, s := range c.Scopes {
		raw, held := s.Raw.Estimate, s.AUC.Estimate
		if raw.OK && held.OK && raw.Low > 0.5 && held.Value-0.5 < (raw.Value-0.5)/2 {
			all = append(all, fmt.Sprintf("from %.3g to %.3g (%s)", raw.Value, held.Value, s.Scope))
		}
	}
	return all
}

func (c *CorpusSummary) weakerThanSize() (all []string) {
	if e := c.RawSize.Estimate; !e.OK || e.Low <= 0.5 {
		return nil // size predicts nothing
	}
	for _, s := range c.Scopes {
		if s.Raw.Estimate.OK && s.Raw.Estimate.Value < c.RawSize.Estimate.Value {
			all = append(all, fmt.Sprintf("%.3g %s", s.Raw.Estimate.Value, s.Scope))
		}
	}
	return all
}

// Next says what to do about it, in sentences.
func (s *Summary) Next(c *CorpusSummary) []string {
	var all []string
	if len(c.scopesWith(stats.VerdictInconclusive)) > 0 {
		all = append(all, s.moreProblems())
	}
	if e := s.Unread.Estimate; e.OK && e.Value > muchUnread {
		all = append(all, "read some answers that could not be read: SELECT * FROM response WHERE answer IS NULL OR finished IS 0")
	}
	if followed := append(c.scopesWith(stats.VerdictTracks), c.scopesWith(stats.VerdictWeak)...); len(followed) > 0 {
		all = append(all, fmt.Sprintf("association is not cause: ask matched problems, of one size and unlike coverage (%s)", strings.Join(followed, ", ")))
	}
	return all
}

// moreProblems names the sizes at which the model is sometimes right: only there
// can coverage make a difference.
func (s *Summary) moreProblems() string {
	var sizes []string
	for _, f := range s.BySize {
		if e := f.Estimate; e.OK && e.Value > 0.1 && e.Value < 0.9 {
			sizes = append(sizes, f.Stratum)
		}
	}
	if len(sizes) == 0 {
		return "ask problems of sizes between those that the model nearly always solves and those that it never does: at no size here is it right between 10 % and 90 % of the time"
	}
	return "ask more problems of the sizes at which the model is sometimes right: " + strings.Join(sizes, ", ")
}
