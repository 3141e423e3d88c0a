package chart

import (
	"fmt"
	"math"
)

// Reference lines are grey and thin.
const (
	referenceInk  = "#777777"
	referenceDash = "4 2"
)

// drawMarks draws the data, reference lines first.
func (p *picture) drawMarks() {
	for _, l := range p.Lines {
		p.drawReference(l)
	}
	switch p.mark() {
	case Cells:
		p.drawCells()
	case Stacked:
		p.drawStacked()
	case Forest:
		p.drawForest()
	case Bars:
		p.drawBars()
	default:
		for i := range p.Series {
			p.drawPoints(i)
		}
	}
}

func (p *picture) drawReference(l Reference) {
	style := []any{"stroke", referenceInk, "stroke-width", 0.8, "stroke-dasharray", referenceDash}
	switch {
	case l.Diagonal:
		low, high := max(p.across.low, p.down.low), min(p.across.high, p.down.high)
		p.line(p.across.at(low), p.down.at(low), p.across.at(high), p.down.at(high), style...)
	case l.Y == nil:
	case p.mark() == Forest:
		x := p.across.at(*l.Y)
		p.line(x, p.top, x, p.bottom, style...)
	default:
		y := p.down.at(*l.Y)
		p.line(p.left, y, p.right, y, style...)
	}
}

// interval draws the 95 % interval of a value, upright or lying, and its ends.
func (p *picture) interval(x1, y1, x2, y2 float64, ink string) {
	const cap = 1.6
	style := []any{"stroke", ink, "stroke-width", 0.8}
	p.line(x1, y1, x2, y2, style...)
	if x1 == x2 {
		p.line(x1-cap, y1, x1+cap, y1, style...)
		p.line(x1-cap, y2, x1+cap, y2, style...)
	} else {
		p.line(x1, y1-cap, x1, y1+cap, style...)
		p.line(x2, y2-cap, x2, y2+cap, style...)
	}
}

// drawPoints draws a series of points, joined where the mark says so. Several
// series stand a little beside each other, so that intervals do not cover.
func (p *picture) drawPoints(i int) {
	s := p.Series[i]
	shift := 0.0
	if s.Mark != Curve && !s.hasXInterval() {
		shift = p.shift(i)
	}
	if s.Mark != Points {
		p.drawJoined(i, shift)
	}
	if s.Mark == Curve {
		return
	}
	for _, pt := range s.Points {
		if pt.Y == nil {
			continue
		}
		x, y := p.across.at(pt.X)+shift, p.down.at(*pt.Y)
		p.begin("g")
		p.content("title", p.pointText(s, pt))
		if pt.Low != nil && pt.High != nil {
			p.interval(x, p.down.at(*pt.Low), x, p.down.at(*pt.High), colour(i))
		}
		if pt.XLow != nil && pt.XHigh != nil {
			p.interval(p.across.at(*pt.XLow), y, p.across.at(*pt.XHigh), y, colour(i))
		}
		p.glyph(i, x, y)
		p.end("g")
	}
}

// shift is how far a series stands beside the place of its points.
func (p *picture) shift(i int) float64 {
	beside := 0
	for _, s := range p.Series {
		if s.Mark != Curve {
			beside++
		}
	}
	room := 3.4 * float64(beside) // joined points must stay near their place
	if categories := len(p.X.Categories); categories > 0 && p.mark() == Points {
		room = 0.7 * (p.right - p.left) / float64(categories)
	}
	return (float64(i) - float64(beside-1)/2) * min(room/float64(beside), 6, 14/math.Sqrt(float64(beside)))
}

func (s Series) hasXInterval() bool {
	for _, pt := range s.Points {
		if pt.XLow != nil {
			return true
		}
	}
	return false
}

// drawJoined draws the line of a series; a missing value breaks it.
func (p *picture) drawJoined(i int, shift float64) {
	path, step := "", "M"
	for _, pt := range p.Series[i].Points {
		if pt.Y == nil {
			step = "M"
			continue
		}
		path += step + coordinate(p.across.at(pt.X)+shift) + " " + coordinate(p.down.at(*pt.Y))
		step = "L"
	}
	p.element("path", "d", path, "fill", "none", "stroke", colour(i), "stroke-width", 1, "stroke-dasharray", dash(i))
}

// drawForest draws rows of estimates, and beside them in words what they are.
func (p *picture) drawForest() {
	for _, s := range p.Series {
		for _, pt := range s.Points {
			y, glyph := p.down.at(pt.X), 0
			if s.Mark == Beside { // a little lower
				y, glyph = y+4, 1
			}
			p.begin("g")
			p.content("title", p.pointText(s, pt))
			if pt.Low != nil && pt.High != nil {
				p.interval(p.across.at(*pt.Low), y, p.across.at(*pt.High), y, colour(glyph))
			}
			if pt.Y != nil {
				p.glyph(glyph, p.across.at(*pt.Y), y)
			}
			if s.Mark == Forest {
				p.text(p.right+6, y+tickSize*0.35, "start", tickSize, shorten(p.rowText(pt), tickSize, p.width-p.right-8))
			}
			p.end("g")
		}
	}
}

// rowText is what stands beside a row of a forest.
func (p *picture) rowText(pt Point) string {
	if pt.Y == nil {
		return "not estimable, " + pt.Label
	}
	text := fmt.Sprintf("%.2f", *pt.Y)
	if pt.Low != nil && pt.High != nil {
		text += fmt.Sprintf(" [%.2f, %.2f]", *pt.Low, *pt.High)
	}
	text += fmt.Sprintf(", n = %d", pt.N)
	if pt.Label != "" {
		text += ", " + pt.Label
	}
	return text
}

// pointText is what a point says to who cannot see it or points at it.
func (p *picture) pointText(s Series, pt Point) string {
	text := s.Name + ", " + p.X.text(&pt.X) + ": "
	if s.Mark == Cells {
		text = p.Y.text(pt.Y) + ", " + p.X.text(&pt.X) + ": "
	}
	value, axis := pt.Y, p.Y
	if s.Mark == Cells {
		value, axis = pt.Value, *p.Value
	}
	if value == nil {
		return text + "missing: " + pt.Label
	}
	text += axis.written(*value)
	if pt.Low != nil && pt.High != nil {
		text += fmt.Sprintf(" [%s, %s]", axis.written(*pt.Low), axis.written(*pt.High))
	}
	if axis.Percent {
		text += " %"
	}
	if pt.N > 0 {
		text += fmt.Sprintf(", n = %d", pt.N)
	}
	if pt.Label != "" {
		text += "; " + pt.Label
	}
	return text
}
