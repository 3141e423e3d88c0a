package dot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// header is the title, the notes and the legend, as an HTML-like label that
// stands above the graph; empty where there is nothing to say. The legend explains
// what the picture has.
func header(d *Drawing, classes []Class, styles []Style) string {
	var b strings.Builder
	row := func(html string) { fmt.Fprintf(&b, `<TR><TD ALIGN="LEFT">%s</TD></TR>`, html) }
	if d.Title != "" {
		row(`<FONT POINT-SIZE="14"><B>` + escape(shorten(d.Title, maxTitle)) + `</B></FONT>`)
	}
	for _, note := range d.Notes {
		row(escape(shorten(note, 140)))
	}
	if d.Focus != "" {
		row(escape("only what " + shorten(d.Focus, 60) + " is made from"))
	}
	for _, c := range d.Counts {
		row(escape(fmt.Sprintf("%s in corpus %s, scope %s: %s", shorten(d.Focus, 60), c.Corpus, c.Scope, documents(c.Documents))))
	}
	if len(d.Documents) > 0 {
		row(escape("contained in " + shorten(strings.Join(d.Documents, ", "), 140)))
	}
	if d.Corpus != "" {
		row(escape("fill: training documents of corpus " + d.Corpus + " with the same " + scopeInWords(d.Scope)))
		row(swatches(d, classes))
	}
	if lines := outlines(d, styles); lines != "" {
		row("outline: what the response made of it; values are gold where nothing else is said")
		row(lines)
	}
	if len(d.Clusters) > 0 {
		row("frame: nodes with the same first index")
	}
	if slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.Folded != nil }) {
		folded := "folded: a cuboid stands for all nodes of a row"
		if d.Corpus != "" {
			folded += ", its fill for the least seen of them"
		}
		row(folded)
	}
	if b.Len() == 0 { // a table without rows is none
		return ""
	}
	return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="1">` + b.String() + `</TABLE>`
}

// scopeInWords is what must agree under a scope.
func scopeInWords(scope string) string {
	switch scope {
	case graph.Full().String():
		return "computation down to the input (scope full)"
	case graph.Shape().String():
		return "computation, whatever the values (scope shape)"
	case graph.Hop(1).String():
		return "step (scope step)"
	}
	return "steps, as many levels deep as scope " + scope
}

// swatches are the colours up to the deepest one in the picture.
func swatches(d *Drawing, classes []Class) string {
	most := int64(0)
	for _, n := range d.Nodes {
		if n.Documents != nil {
			most = max(most, *n.Documents)
		}
	}
	var cells strings.Builder
	for _, c := range classes {
		if c.From > most {
			break
		}
		fmt.Fprintf(&cells, `<TD BORDER="1" COLOR="#333333" BGCOLOR="%s" CELLPADDING="3"><FONT COLOR="%s" POINT-SIZE="10">%s</FONT></TD>`, c.Fill, c.Text, c.Label())
	}
	return `<TABLE ALIGN="LEFT" BORDER="0" CELLBORDER="0" CELLSPACING="3"><TR>` + cells.String() + `</TR></TABLE>`
}

// outlines are the lines that the picture has; empty where nothing was judged.
func outlines(d *Drawing, styles []Style) string {
	var cells strings.Builder
	for _, s := range styles {
		isThere := func(n Node) bool {
			return n.Outcome == s.Outcome || n.Folded != nil && n.Folded.Outcomes[s.Outcome] > 0
		}
		if !slices.ContainsFunc(d.Nodes, isThere) {
			continue
		}
		words := s.Words
		if words == "" {
			words = s.Outcome.Words()
		}
		line := ""
		if s.Line != "solid" {
			line = ` STYLE="` + s.Line + `"`
		}
		cell := fmt.Sprintf(`<TD BORDER="%.0f" COLOR="%s"%s CELLPADDING="3"><FONT POINT-SIZE="10">%s</FONT></TD>`, s.Width, s.Color, line, words)
		if s.Lines > 1 {
			cell = fmt.Sprintf(`<TD BORDER="1" COLOR="%s" CELLPADDING="2"><TABLE BORDER="1" COLOR="%s" CELLBORDER="0" CELLSPACING="0"><TR>%s</TR></TABLE></TD>`,
				s.Color, s.Color, fmt.Sprintf(`<TD><FONT POINT-SIZE="10">%s</FONT></TD>`, words))
		}
		cells.WriteString(cell)
	}
	if cells.Len() == 0 {
		return ""
	}
	return `<TABLE ALIGN="LEFT" BORDER="0" CELLBORDER="0" CELLSPACING="4"><TR>` + cells.String() + `</TR></TABLE>`
}
