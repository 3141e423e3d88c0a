package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/viz/dot"
)

// drawingFormat is the format of a picture: the one that is named, else the
// suffix of the file, else the usual one.
func drawingFormat(named, path, usual string) (string, error) {
	if named == "" {
		named = strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
		if path == "-" || named == "" {
			named = usual
		}
		switch named {
		case "gv":
			named = "dot"
		case "txt":
			named = "text"
		}
	}
	if known := append([]string{"dot", "json", "text"}, dot.Images()...); !slices.Contains(known, named) {
		return "", fmt.Errorf("unknown format %q: name one with --format: %s", named, strings.Join(known, ", "))
	}
	return named, nil
}

// writeDrawing writes a picture in one of the formats.
func (on screen) writeDrawing(ctx context.Context, w io.Writer, d dot.Drawing, format string) error {
	switch format {
	case "dot":
		return dot.Write(w, d)
	case "json":
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(d)
	case "text":
		return on.writeDrawingText(w, d)
	}
	return dot.Render(ctx, w, d, format)
}

// writeDrawingText prints a node a line. Columns of which nothing is known are
// left out.
func (on screen) writeDrawingText(w io.Writer, d dot.Drawing) error {
	for _, line := range append([]string{d.Title}, d.Notes...) {
		if line != "" {
			fmt.Fprintln(w, line)
		}
	}
	if d.Title != "" {
		fmt.Fprintln(w)
	}
	header := []string{"layer", "node", "value"}
	if d.Response != 0 {
		header = append(header, "given", "outcome")
	}
	if d.Corpus != "" {
		header = append(header, "documents", "occurrences")
	}
	header = append(header, "op", "arguments")
	rows := make([][]string, len(d.Nodes))
	for i, n := range d.Nodes {
		row := []string{fmt.Sprint(n.Layer), n.Label, n.Value}
		if d.Response != 0 {
			given := ""
			if n.Given != nil {
				given = *n.Given
			}
			row = append(row, given, string(n.Outcome))
		}
		if d.Corpus != "" {
			row = append(row, known(n.Documents), known(n.Occurrences))
		}
		rows[i] = append(row, n.Op, strings.Join(n.Arguments, " "))
	}
	isNumber := func(column int) bool {
		return slices.Contains([]string{"layer", "value", "given", "documents", "occurrences"}, header[column])
	}
	on.writeTable(w, header, rows, isNumber)
	if len(d.Counts) > 0 {
		fmt.Fprintf(w, "\n%s and all that it is made from, in training:\n", d.Focus)
		counts := make([][]string, len(d.Counts))
		for i, c := range d.Counts {
			counts[i] = []string{c.Corpus, c.Scope, thousands(c.Documents), thousands(c.Occurrences)}
		}
		on.writeTable(w, []string{"corpus", "scope", "documents", "occurrences"}, counts, func(column int) bool { return column > 1 })
	}
	if d.Documents != nil {
		fmt.Fprintf(w, "\ncontained in %s\n", cmp.Or(strings.Join(d.Documents, ", "), "none of the documents searched"))
	}
	return nil
}

// known is a number that may not be known.
func known(n *int64) string {
	if n == nil {
		return ""
	}
	return thousands(*n)
}
