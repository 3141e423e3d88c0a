package chart

import "fmt"

// legend names the series, and the reference lines, below the data area, where
// it covers nothing.
type legend struct {
	entries []legendEntry
	rows    int
}

type legendEntry struct {
	text   string
	series int // -1: a reference line
	mark   Mark
	x      float64
	row    int
}

const (
	keyWidth   = 20 // of the sample of a line or fill
	legendStep = tickSize * 1.45
)

// legend lays the entries out in rows. A single series has its name in the
// title and needs none.
func (p *picture) legend() legend {
	var l legend
	add := func(text string, series int, mark Mark) {
		l.entries = append(l.entries, legendEntry{text: shorten(text, tickSize, p.width-12-keyWidth-6), series: series, mark: mark})
	}
	switch {
	case p.mark() == Cells:
		if !p.numbered {
			for i := range keyShades {
				add(p.Value.label(p.keyValue(i)), i, Cells)
			}
		}
	case p.mark() == Forest:
		if last := p.Series[len(p.Series)-1]; last.Mark == Beside {
			add("these problems", 0, Points)
			add("other problems of the same form", 1, Points)
		}
	default:
		for i, s := range p.Series {
			add(s.Name+countText(s), i, s.Mark)
		}
	}
	for _, line := range p.Lines {
		add(line.Name, -1, Curve)
	}
	x := 6.0
	for i := range l.entries {
		e := &l.entries[i]
		width := keyWidth + 4 + textWidth(e.text, tickSize) + 10
		if x > 6 && x+width > p.width {
			x = 6
			l.rows++
		}
		e.x, e.row = x, l.rows
		x += width
	}
	if len(l.entries) > 0 {
		l.rows++
	}
	return l
}

// keyShades is how many shades the legend of a heat map shows whose cells are
// too small for numbers.
const keyShades = 5

// keyValue is the value of one of those shades.
func (p *picture) keyValue(i int) float64 {
	low, high := p.Value.ends()
	return low + (high-low)*float64(i)/(keyShades-1)
}

// countText says how many examples the points of a series rest on.
func countText(s Series) string {
	if s.Mark == Curve || s.Mark == Stacked {
		return ""
	}
	least, most := countRange(s.Points)
	switch {
	case most == 0:
		return ""
	case least == most:
		return fmt.Sprintf(" (n = %d)", most)
	}
	return fmt.Sprintf(" (n = %d to %d)", least, most)
}

// countRange is the smallest and largest n of the points that are there.
func countRange(points []Point) (least, most int) {
	for _, p := range points {
		if p.Y == nil {
			continue
		}
		if most == 0 {
			least = p.N
		}
		least, most = min(least, p.N), max(most, p.N)
	}
	return least, most
}

func (l legend) height() float64 { return float64(l.rows)*legendStep + 2 }

// draw writes the legend with its upper edge at y.
func (l legend) draw(p *picture, y float64) {
	for _, e := range l.entries {
		middle := y + (float64(e.row)+0.5)*legendStep
		switch {
		case e.series < 0:
			p.line(e.x, middle, e.x+keyWidth, middle, "stroke", referenceInk, "stroke-width", 0.8, "stroke-dasharray", referenceDash)
		case e.mark == Cells:
			fill, _ := shade(p.shareOf(p.keyValue(e.series)))
			p.element("rect", "x", e.x, "y", middle-tickSize/2, "width", float64(keyWidth), "height", float64(tickSize),
				"fill", fill, "stroke", "#000000", "stroke-width", 0.5)
		case e.mark == Bars || e.mark == Stacked:
			p.element("rect", "x", e.x, "y", middle-tickSize/2, "width", float64(keyWidth), "height", float64(tickSize),
				"fill", p.fill(e.series), "stroke", "#000000", "stroke-width", 0.5)
		default:
			if e.mark != Points {
				p.line(e.x, middle, e.x+keyWidth, middle, "stroke", colour(e.series), "stroke-width", 1, "stroke-dasharray", dash(e.series))
			}
			if e.mark != Curve {
				p.glyph(e.series, e.x+keyWidth/2, middle)
			}
		}
		p.text(e.x+keyWidth+4, middle+tickSize*0.35, "start", tickSize, e.text)
	}
}
