package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/graphcov/graphcov/coverage"
)

// paragraphWidth is how wide running text is set, in characters.
const paragraphWidth = 98

// writeSummary prints the findings of one model on one task: what the data can
// show best comes first.
func writeSummary(w io.Writer, s coverage.Summary) {
	fmt.Fprintf(w, "%s on %s\n", s.Model, s.Task)
	fmt.Fprintf(w, "  right %s of %s problems; cut off or without an answer %s\n",
		coverage.Percent(s.Accuracy), thousands(s.Accuracy.Estimate.N), coverage.Percent(s.Unread))
	if s.RightParts.Measure != "" {
		fmt.Fprintf(w, "  of the parts of the answers, right %s\n", coverage.Percent(s.RightParts))
	}
	if len(s.Corpora) == 0 {
		fmt.Fprintf(w, "  %s\n", coverage.NoCorpus)
		for _, f := range s.BySize {
			fmt.Fprintf(w, "  %-6s right %s of %d\n", f.Stratum, coverage.Percent(f), f.Estimate.N)
		}
	}
	for _, c := range s.Corpora {
		fmt.Fprintf(w, "\nAgainst the training corpus %q\n\n", c.Name)
		for _, statement := range c.Headline() {
			writeStatement(w, statement)
		}
		fmt.Fprintln(w)
		writeSentences(w, "What weakens this:", s.Weaknesses(&c))
		writeSentences(w, "What to do next:", s.Next(&c))
		for i, t := range c.Tables() {
			if i > 0 {
				fmt.Fprintln(w)
			}
			writeFindingTable(w, t)
		}
	}
}

func writeStatement(w io.Writer, s coverage.Statement) {
	writeParagraph(w, s.Before+strings.ToUpper(s.Claim)+s.After)
	if s.Figures != "" {
		writeParagraph(w, "("+s.Figures+")")
	}
}

func writeParagraph(w io.Writer, words string) {
	for line := range strings.SplitSeq(text.WrapSoft(words, paragraphWidth), "\n") {
		fmt.Fprintln(w, "  "+strings.TrimRight(line, " "))
	}
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

func writeFindingTable(w io.Writer, t coverage.Table) {
	fmt.Fprintf(w, "  %s\n", t.Title)
	indent := func(row []string) []string { return append([]string{"  " + row[0]}, row[1:]...) }
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = indent(row)
	}
	writeTable(w, indent(t.Header), rows, func(column int) bool { return !slices.Contains(t.Words, column) })
	if t.Note != "" {
		fmt.Fprintf(w, "  %s\n", t.Note)
	}
}

// thousands writes a count with separators: 13,891.
func thousands[T int | int64](n T) string { return humanize.Comma(int64(n)) }
