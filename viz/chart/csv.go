package chart

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// WriteCSV writes the numbers of a chart down, one point a row. Positions of
// categories are written as their names. What is missing is an empty field.
func WriteCSV(w io.Writer, c Chart) error {
	out := csv.NewWriter(w)
	out.Write([]string{"chart", "series", "model", "x", "x_low", "x_high", "y", "value", "low", "high", "n", "label"})
	for _, s := range c.Series {
		for _, p := range s.Points {
			out.Write([]string{c.ID, s.Name, s.Model, c.X.text(&p.X), number(p.XLow), number(p.XHigh), c.Y.text(p.Y),
				number(p.Value), number(p.Low), number(p.High), strconv.Itoa(p.N), p.Label})
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing the numbers of the chart: %w", err)
	}
	return nil
}

// text is a position on the axis: the name of a category, or the number.
func (a Axis) text(v *float64) string {
	if v != nil && len(a.Categories) > 0 {
		return a.Categories[int(*v)]
	}
	return number(v)
}

func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}
