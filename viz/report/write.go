package report

import (
	"bytes"
	"fmt"
	"io"
)

// Write writes the page as one HTML file. The same contents give the same bytes.
func Write(w io.Writer, c *Contents) error {
	templates, err := Templates()
	if err != nil {
		return fmt.Errorf("reading the templates of the report: %w", err)
	}
	page := struct {
		Frame Frame
		*Contents
	}{
		Frame{Title: c.Title(), Embedded: true, Charts: c.HasCharts(), Graphs: len(c.Gallery) > 0, Foot: c.About.Foot()},
		c,
	}
	var b bytes.Buffer // so that a fault leaves nothing half-written
	if err := templates.ExecuteTemplate(&b, "report", page); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	_, err = b.WriteTo(w)
	return err
}
