package finding

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Statement is one thing that the numbers bear out, in a sentence. What it
// claims is set apart: a terminal has it in capitals, a page in bold.
type Statement struct {
	Before, Claim, After string // read one after the other they are the sentence
	Figures              string // what it rests on; empty: stands in the sentence
}

// Headline says what the findings against the corpus amount to, what they show
// best first: whether success stops where training stops, then whether it
// follows coverage among like problems, verdict by verdict. It says
// association: cause would take matched probes.
func (c *CorpusSummary) Headline() []Statement {
	var all []Statement
	if s, ok := c.cliffStatement(); ok {
		all = append(all, s)
	}
	for _, v := range []string{stats.VerdictTracks, stats.VerdictWeak, stats.VerdictInverse, stats.VerdictNoEvidence, stats.VerdictInconclusive} {
		if s, ok := c.verdictStatement(v); ok {
			all = append(all, s)
		}
	}
	return append(all, Statement{Before: fmt.Sprintf("Problems that are themselves in the training data: %s; the above leaves them out.", Percent(c.Seen))})
}

// cliffStatement compares sizes trained on with sizes not trained on.
func (c *CorpusSummary) cliffStatement() (Statement, bool) {
	cliff, where := c.CliffLike, ", among problems nearly all of whose steps were seen"
	if !cliff.Estimate.OK {
		cliff, where = c.Cliff, ""
	}
	note, _, _ := strings.Cut(strings.ReplaceAll(cliff.Note, " %", "%"), "; sub-graphs seen")
	s := Statement{Figures: fmt.Sprintf("%s; n = %s problems", note, humanize.Comma(int64(cliff.Estimate.N)))}
	switch e := cliff.Estimate; {
	case e.OK && e.Low > 0.1:
		s.Claim = "Success stops where training stops."
		s.After = fmt.Sprintf(" On problem sizes that the training data has, the model is right more often than on sizes that it has not, by %s%s.", Points(cliff), where)
	case e.OK && e.High < 0.1 && e.Low > -0.1:
		s.Claim = "Success goes on where training stops:"
		s.After = fmt.Sprintf(" on sizes that the training data has not, the model is right about as often, within %s%s.", Points(cliff), where)
	default:
		return Statement{}, false
	}
	return s, true
}

// verdictStatement names the scopes with that verdict, with their figures.
func (c *CorpusSummary) verdictStatement(verdict string) (Statement, bool) {
	var scopes []string
	for _, scope := range c.Scopes {
		if scope.AUC.Verdict == verdict {
			scopes = append(scopes, scope.Scope+verdictFigures(scope.AUC))
		}
	}
	if len(scopes) == 0 {
		return Statement{}, false
	}
	between := "; "
	if verdict == stats.VerdictInconclusive { // without figures
		between = ", "
	}
	before, claim, after := verdictWords(verdict)
	return Statement{
		Before: "Among problems of like size and length: " + before, Claim: claim,
		After: fmt.Sprintf("%s (%s).", after, strings.Join(scopes, between)),
	}, true
}

// verdictWords puts a verdict into a sentence.
func verdictWords(verdict string) (before, claim, after string) {
	switch verdict {
	case stats.VerdictTracks:
		return "success ", "tracks training coverage", ""
	case stats.VerdictWeak:
		return "success is ", "weakly", " associated with coverage"
	case stats.VerdictInverse:
		return "success is ", "inversely", " associated with coverage"
	case stats.VerdictNoEvidence:
		return "", "no evidence", " that success follows coverage"
	}
	return "", "inconclusive", ", too few right and wrong answers side by side"
}

// verdictFigures are the three numbers behind a verdict: the AUC with its
// interval, q and n. A verdict for want of data has none.
func verdictFigures(f Finding) string {
	if f.Verdict == stats.VerdictInconclusive || !f.Estimate.OK {
		return ""
	}
	return fmt.Sprintf(": AUC %s, q %s, n %s", Interval(f.Estimate), Probability(f.Q), humanize.Comma(int64(f.Estimate.N)))
}

// NoCorpus is said where there is no training data to set answers against.
const NoCorpus = "not measured against any training data, so nothing can be said of coverage: graphcov index it, then analyze (again)"
