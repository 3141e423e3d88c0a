package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// paragraph is how wide running text is set, in characters.
func (on screen) paragraph() int {
	const widest, indent = 98, 2
	if on.width == 0 {
		return widest
	}
	return max(20, min(widest, on.width-indent))
}

// writeSummary prints the findings of one model on one task: what the data can
// show best comes first.
func (on screen) writeSummary(w io.Writer, s finding.Summary) {
	fmt.Fprintf(w, "%s on %s\n", s.Model, s.Task)
	fmt.Fprintf(w, "  right %s of %s problems; cut off or without an answer %s\n",
		finding.Percent(s.Accuracy), thousands(s.Accuracy.Estimate.N), finding.Percent(s.Unread))
	if s.RightParts.Measure != "" {
		fmt.Fprintf(w, "  of the parts of the answers, right %s\n", finding.Percent(s.RightParts))
	}
	if len(s.Corpora) == 0 {
		fmt.Fprintf(w, "  %s\n", finding.NoCorpus)
		for _, f := range s.BySize {
			fmt.Fprintf(w, "  %-6s right %s of %d\n", f.Stratum, finding.Percent(f), f.Estimate.N)
		}
	}
	for _, c := range s.Corpora {
		fmt.Fprintf(w, "\nAgainst the training corpus %q\n\n", c.Name)
		for _, statement := range c.Headline() {
			on.writeStatement(w, statement)
		}
		fmt.Fprintln(w)
		on.writeSentences(w, "What weakens this:", s.Weaknesses(&c))
		on.writeSentences(w, "What to do next:", s.Next(&c))
		for i, t := range c.Tables() {
			if i > 0 {
				fmt.Fprintln(w)
			}
			on.writeFindingTable(w, t)
		}
		writeTrend(w, c)
	}
}

func (on screen) writeStatement(w io.Writer, s finding.Statement) {
	claim := strings.ToUpper(s.Claim)
	on.writeParagraph(w, s.Before+claim+s.After, claim)
	if s.Figures != "" {
		on.writeParagraph(w, "("+s.Figures+")", "")
	}
}

// writeParagraph prints running text and sets a claim in it off, where that
// stands on one line.
func (on screen) writeParagraph(w io.Writer, words, claim string) {
	for line := range strings.SplitSeq(text.WrapSoft(words, on.paragraph()), "\n") {
		line = strings.TrimRight(line, " ")
		if before, after, ok := strings.Cut(line, claim); ok && claim != "" {
			line = before + on.bold(claim) + after
		}
		fmt.Fprintln(w, "  "+line)
	}
}

// writeSentences prints a list under a heading, nothing where it is empty.
func (on screen) writeSentences(w io.Writer, heading string, sentences []string) {
	if len(sentences) == 0 {
		return
	}
	fmt.Fprintf(w, "  %s\n", heading)
	for _, sentence := range sentences {
		if on.width > 0 {
			sentence = strings.ReplaceAll(text.WrapSoft(sentence, on.paragraph()), "\n", "\n    ")
		}
		fmt.Fprintf(w, "  - %s\n", sentence)
	}
	fmt.Fprintln(w)
}

func (on screen) writeFindingTable(w io.Writer, t finding.Table) {
	fmt.Fprintf(w, "  %s\n", t.Title)
	indent := func(row []string) []string { return append([]string{"  " + row[0]}, row[1:]...) }
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = indent(row)
	}
	on.writeTable(w, indent(t.Header), rows, func(column int) bool { return !slices.Contains(t.Words, column) })
	if t.Note != "" {
		fmt.Fprintf(w, "  %s\n", t.Note)
	}
}

// thousands writes a count with separators: 13,891.
func thousands[T int | int64](n T) string { return humanize.Comma(int64(n)) }

// writeTrend draws the table of depths as two rows of blocks, where there are
// enough for a trend.
func writeTrend(w io.Writer, c finding.CorpusSummary) {
	const few = 3
	if len(c.Depths) < few {
		return
	}
	var right, wrong []float64
	for _, d := range c.Depths {
		right, wrong = append(right, orMissing(d.Right.Estimate)), append(wrong, orMissing(d.Wrong.Estimate))
	}
	fmt.Fprintf(w, "  by orders of magnitude: right %s  wrong %s\n", sparkline(right), sparkline(wrong))
}

// orMissing is the value of an estimate, NaN where there is none.
func orMissing(e stats.Estimate) float64 {
	if !e.OK {
		return math.NaN()
	}
	return e.Value
}
