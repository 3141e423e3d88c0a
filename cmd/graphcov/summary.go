package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/stats"
)

// writeSummary prints the findings of one model on one task: what the data can
// show best comes first.
func writeSummary(w io.Writer, s coverage.Summary) {
	fmt.Fprintf(w, "%s on %s\n", s.Model, s.Task)
	fmt.Fprintf(w, "  right %s of %s problems; cut off or without an answer %s\n",
		percent(s.Accuracy), thousands(s.Accuracy.Estimate.N), percent(s.Unread))
	if s.RightParts.Measure != "" {
		fmt.Fprintf(w, "  of the parts of the answers, right %s\n", percent(s.RightParts))
	}
	if len(s.Corpora) == 0 {
		fmt.Fprintln(w, "  not measured against any training data, so nothing can be said of coverage: graphcov index it, then analyze (again)")
		for _, f := range s.BySize {
			fmt.Fprintf(w, "  %-6s right %s of %d\n", f.Stratum, percent(f), f.Estimate.N)
		}
	}
	for _, c := range s.Corpora {
		fmt.Fprintf(w, "\nAgainst the training corpus %q\n\n", c.Name)
		writeHeadline(w, c)
		writeSentences(w, "What weakens this:", s.Weaknesses(&c))
		writeSentences(w, "What to do next:", s.Next(&c))
		writeSizes(w, c)
		writeAssociation(w, c)
		writeDepths(w, c)
	}
}

// writeHeadline says the finding that the numbers bear out, in words.
func writeHeadline(w io.Writer, c coverage.CorpusSummary) {
	cliff, where := c.CliffLike, ",\n  among problems nearly all of whose steps were seen"
	if !cliff.Estimate.OK {
		cliff, where = c.Cliff, ""
	}
	said := false
	switch e := cliff.Estimate; {
	case e.OK && e.Low > 0.1:
		fmt.Fprintf(w, "  SUCCESS STOPS WHERE TRAINING STOPS. On problem sizes that the training data has, the model is\n"+
			"  right more often than on sizes that it has not, by %s%s.\n", points(cliff), where)
		said = true
	case e.OK && e.High < 0.1 && e.Low > -0.1:
		fmt.Fprintf(w, "  SUCCESS GOES ON WHERE TRAINING STOPS: on sizes that the training data has not, the model\n"+
			"  is right about as often, within %s%s.\n", points(cliff), where)
		said = true
	}
	if said {
		writeNote(w, cliff)
	}
	verdicts := make(map[string][]string)
	for _, v := range []string{stats.VerdictTracks, stats.VerdictWeak, stats.VerdictInverse, stats.VerdictNoEvidence, stats.VerdictInconclusive} {
		for _, scope := range c.Scopes {
			if scope.AUC.Verdict == v {
				verdicts[v] = append(verdicts[v], scope.Scope+figures(scope.AUC))
			}
		}
		if len(verdicts[v]) > 0 {
			between := "; "
			if v == stats.VerdictInconclusive { // without figures
				between = ", "
			}
			fmt.Fprintf(w, "  Among problems of like size and length: %s (%s).\n", verdictText(v), strings.Join(verdicts[v], between))
		}
	}
	fmt.Fprintf(w, "  Problems that are themselves in the training data: %s; the above leaves them out.\n\n", percent(c.Seen))
}

// writeSentences prints a list under a heading, nothing where it is empty.
func writeSentences(w io.Writer, heading string, sentences []string) {
	if len(sentences) == 0 {
		return
	}
	fmt.Fprintf(w, "  %s\n", heading)
	for _, sentence := range sentences {
		fmt.Fprintf(w, "  - %s\n", sentence)
	}
	fmt.Fprintln(w)
}

// verdictText puts a verdict into a sentence. It says association: cause would
// take matched probes.
func verdictText(verdict string) string {
	switch verdict {
	case stats.VerdictTracks:
		return "success TRACKS TRAINING COVERAGE"
	case stats.VerdictWeak:
		return "success is WEAKLY associated with coverage"
	case stats.VerdictInverse:
		return "success is INVERSELY associated with coverage"
	case stats.VerdictNoEvidence:
		return "NO EVIDENCE that success follows coverage"
	}
	return "INCONCLUSIVE, too few right and wrong answers side by side"
}

// figures are the three numbers behind a verdict: the AUC with its interval, q
// and n. A verdict for want of data has none.
func figures(f coverage.Finding) string {
	if f.Verdict == stats.VerdictInconclusive || !f.Estimate.OK {
		return ""
	}
	return fmt.Sprintf(": AUC %s, q %s, n %s", interval(f), probability(f.Q), thousands(f.Estimate.N))
}

func writeNote(w io.Writer, f coverage.Finding) {
	note, _, _ := strings.Cut(strings.ReplaceAll(f.Note, " %", "%"), "; sub-graphs seen")
	fmt.Fprintf(w, "  (%s; n = %s problems)\n", note, thousands(f.Estimate.N))
}

func writeSizes(w io.Writer, c coverage.CorpusSummary) {
	fmt.Fprintln(w, "  Accuracy and coverage by problem size")
	rows := make([][]string, len(c.Sizes))
	for i, s := range c.Sizes {
		rows[i] = []string{"  " + s.Size, count(s.TrainingDocuments), thousands(s.Accuracy.Estimate.N), percent(s.Accuracy),
			percent(s.ShareSeen["step"]), percent(s.ShareSeen["full"])}
	}
	writeTable(w, []string{"  size", "training documents", "problems", "right", "steps seen", "full sub-graphs seen"}, rows, afterFirst)
	fmt.Fprintln(w)
}

func writeAssociation(w io.Writer, c coverage.CorpusSummary) {
	fmt.Fprintln(w, "  Does coverage predict success? AUC: 0.5 is chance, 1 is always")
	rows := make([][]string, len(c.Scopes))
	for i, s := range c.Scopes {
		rows[i] = []string{"  " + s.Scope, interval(s.Raw), interval(s.BySize), interval(s.AUC), probability(s.AUC.P), probability(s.AUC.Q), s.AUC.Verdict}
	}
	writeTable(w, []string{"  scope", "nothing held fixed", "within sizes", "within sizes and lengths", "p", "q", "verdict"}, rows,
		func(column int) bool { return column > 0 && column < 6 })
	fmt.Fprintf(w, "  For comparison, having few operations, nothing held fixed: %s\n\n", interval(c.RawSize))
	writeReference(w, c)
	writeNodes(w, c)
}

// writeReference prints what other problems of the same form would have shown.
func writeReference(w io.Writer, c coverage.CorpusSummary) {
	var rows [][]string
	for _, s := range c.Scopes {
		if o := s.OverReference; o.Measure != "" {
			rows = append(rows, []string{"  " + s.Scope, interval(s.Reference), interval(o), probability(o.P)})
		}
	}
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(w, "  Or any problems of the same form? The AUC with the coverage of these problems in other digits or words")
	writeTable(w, []string{"  scope", "other problems, middle 95 %", "these less the others", "p"}, rows, afterFirst)
	fmt.Fprintln(w)
}

// writeNodes prints the same of single steps, if they were kept.
func writeNodes(w io.Writer, c coverage.CorpusSummary) {
	var rows [][]string
	for _, s := range c.Scopes {
		if n := s.Nodes; n.Measure != "" {
			rows = append(rows, []string{"  " + s.Scope, interval(n), probability(n.P), probability(n.Q), n.Verdict})
		}
	}
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(w, "  Does coverage predict a right step, what it is made from being right?")
	writeTable(w, []string{"  scope", "within kinds of steps, layers and sizes", "p", "q", "verdict"}, rows, func(column int) bool { return column > 0 && column < 4 })
	fmt.Fprintln(w)
}

func writeDepths(w io.Writer, c coverage.CorpusSummary) {
	if len(c.Depths) == 0 {
		return
	}
	fmt.Fprintln(w, "  Mean training documents per full sub-graph, by its depth")
	rows := make([][]string, len(c.Depths))
	for i, d := range c.Depths {
		rows[i] = []string{"  " + strings.TrimPrefix(d.Stratum, "depth "), interval(d.Right), interval(d.Wrong)}
	}
	writeTable(w, []string{"  depth", "right answers", "wrong answers"}, rows, afterFirst)
}

func afterFirst(column int) bool { return column > 0 }

// missing stands where nothing could be estimated.
const missing = "-"

// percent is a share with its interval.
func percent(f coverage.Finding) string {
	if !f.Estimate.OK {
		return missing
	}
	e := f.Estimate
	return fmt.Sprintf("%.1f%% [%.1f, %.1f]", 100*e.Value, 100*e.Low, 100*e.High)
}

// points is a difference of shares with its interval.
func points(f coverage.Finding) string {
	e := f.Estimate
	return fmt.Sprintf("%.1f points [%.1f, %.1f]", 100*e.Value, 100*e.Low, 100*e.High)
}

func interval(f coverage.Finding) string { return estimate(f.Estimate) }

func estimate(e stats.Estimate) string {
	if !e.OK {
		return missing
	}
	return fmt.Sprintf("%.3g [%.3g, %.3g]", e.Value, e.Low, e.High)
}

func count(f coverage.Finding) string {
	if !f.Estimate.OK {
		return missing
	}
	return thousands(int64(f.Estimate.Value))
}

func probability(p *float64) string {
	switch {
	case p == nil:
		return missing
	case *p < 0.001:
		return strconv.FormatFloat(*p, 'g', 2, 64)
	}
	return strconv.FormatFloat(*p, 'f', 3, 64)
}

// thousands writes a count with separators: 13,891.
func thousands[T int | int64](n T) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}
