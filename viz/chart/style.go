package chart

import "fmt"

// Series are told apart by glyph, dash or hatch, so that a print in black and
// white says as much; the colours, by Okabe and Ito, are ones that the
// colour-blind can tell apart.
var (
	colours = [...]string{"#0072b2", "#d55e00", "#000000", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#666666"}
	dashes  = [...]string{"none", "5 2", "1.5 1.5", "6 2 1.5 2", "3 3", "9 2", "2 1 5 1"}
	// outlines of glyphs within 1 of their centre; every other one is filled.
	glyphs = [...]string{
		"",                           // a circle
		"M-.9-.9h1.8v1.8h-1.8z",      // square
		"M0-1.15L1.05.75H-1.05z",     // triangle
		"M0-1.2L1.2 0L0 1.2L-1.2 0z", // diamond
		"M0 1.15L1.05-.75H-1.05z",
		"M-1.15 0L.75 1.05V-1.05z",
		"M1.15 0L-.75 1.05V-1.05z",
	}
)

// hatches are the fills of bars. Each is a tile of 6 by 6 points.
var hatches = [...]struct{ ground, ink string }{
	{"#ffffff", ""},
	{"#333333", ""},
	{"#f6d5bd", `<path d="M-1 7L7-1M-1 1L1-1M5 7L7 5" stroke="#a34700" stroke-width="1"/>`},
	{"#ffffff", `<circle cx="1.5" cy="1.5" r=".8" fill="#005a8d"/><circle cx="4.5" cy="4.5" r=".8" fill="#005a8d"/>`},
	{"#ffffff", `<path d="M0 0L6 6M0 6L6 0" stroke="#000" stroke-width=".8"/>`},
	{"#e3e3e3", `<path d="M0 1.5H6M0 4.5H6" stroke="#999" stroke-width=".5"/>`},
	{"#cfe3f1", `<path d="M1.5 0V6M4.5 0V6" stroke="#0072b2" stroke-width=".7"/>`},
	{"#ffffff", `<path d="M-1 5L1 7M-1-1L7 7M5-1L7 1" stroke="#bbbbbb" stroke-width=".5"/>`}, // of what is not there
}

func colour(i int) string { return colours[i%len(colours)] }
func dash(i int) string   { return dashes[i%len(dashes)] }

// Sizes of glyphs: from the centre, and of their outlines.
const glyphSize, glyphLine = 2.3, 0.9

// glyph draws the mark of the i-th series at a point.
func (c *canvas) glyph(i int, x, y float64) {
	fill := colour(i)
	if i%2 == 1 {
		fill = "#ffffff"
	}
	shape := glyphs[i%len(glyphs)]
	if shape == "" {
		c.element("circle", "cx", x, "cy", y, "r", glyphSize, "fill", fill, "stroke", colour(i), "stroke-width", glyphLine)
		return
	}
	place := fmt.Sprintf("translate(%s %s) scale(%s)", coordinate(x), coordinate(y), coordinate(glyphSize))
	c.element("path", "d", shape, "transform", place, "fill", fill, "stroke", colour(i), "stroke-width", glyphLine/glyphSize)
}

// hatchPatterns writes the definitions that hatch refers to. Pages hold several
// charts, so that their names begin with the chart's.
func (c *canvas) hatchPatterns(id string) {
	c.begin("defs")
	for i, h := range hatches {
		c.begin("pattern", "id", fmt.Sprintf("%s-hatch%d", id, i), "width", 6, "height", 6, "patternUnits", "userSpaceOnUse")
		c.element("rect", "width", 6, "height", 6, "fill", h.ground)
		c.WriteString(h.ink)
		c.end("pattern")
	}
	c.end("defs")
}

func hatch(id string, i int) string { return fmt.Sprintf("url(#%s-hatch%d)", id, i%len(hatches)) }

// shade is the colour of a cell, from white at 0 to dark blue at 1, its
// lightness falling evenly; ink is the colour of letters that can be read on it.
func shade(share float64) (fill, ink string) {
	share = min(max(share, 0), 1)
	mix := func(light, dark float64) int { return int(light + (dark-light)*share + 0.5) }
	ink = "#000000"
	if share >= 0.645 {
		ink = "#ffffff"
	}
	return fmt.Sprintf("#%02x%02x%02x", mix(247, 8), mix(251, 48), mix(255, 107)), ink
}
