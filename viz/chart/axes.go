package chart

import (
	"fmt"
	"math"
)

// drawAxes draws the frame, marks and numbers.
func (p *picture) drawAxes(downTicks []tick) {
	const ink = "#000000"
	cells := p.mark() == Cells
	const overhang = 16 // of the title over the ends of a short axis
	p.text(0, 0, "middle", axisSize, shorten(p.down.axis.Title, axisSize, p.bottom-p.top+overhang), "transform",
		fmt.Sprintf("translate(%s %s) rotate(-90)", coordinate(6+axisSize*0.8), coordinate((p.top+p.bottom)/2)))
	if !cells {
		p.line(p.left, p.top, p.left, p.bottom, "stroke", ink, "stroke-width", 0.7)
		p.line(p.left, p.bottom, p.right, p.bottom, "stroke", ink, "stroke-width", 0.7)
	}
	if p.down.hasZero {
		y := p.down.from // a break in the axis: 0 is not at its distance
		p.line(p.left-3, y+2, p.left+3, y-2, "stroke", ink, "stroke-width", 0.7)
		p.line(p.left-3, y+4, p.left+3, y, "stroke", ink, "stroke-width", 0.7)
	}
	last := math.Inf(1) // rows that would run into the one before are left out
	for _, t := range downTicks {
		y := p.down.at(t.value)
		if math.Abs(y-last) < tickSize*0.9 {
			continue
		}
		last = y
		if !cells && p.mark() != Forest {
			p.line(p.left-3, y, p.left, y, "stroke", ink, "stroke-width", 0.7)
		}
		p.text(p.left-5, y+tickSize*0.35, "end", tickSize, shorten(t.text, tickSize, p.rowLabelWidth))
	}
	free := math.Inf(-1) // numbers that would run into the one before are left out
	for _, t := range p.across.ticks(p.acrossValues) {
		x := p.across.at(t.value)
		if !cells {
			p.line(x, p.bottom, x, p.bottom+3, "stroke", ink, "stroke-width", 0.7)
		}
		half := textWidth(t.text, tickSize) / 2
		switch {
		case p.slanted():
			p.text(0, 0, "end", tickSize, shorten(t.text, tickSize, slantRoom), "transform",
				fmt.Sprintf("translate(%s %s) rotate(-45)", coordinate(x+tickSize*0.4), coordinate(p.bottom+5+tickSize*0.6)))
		case x-half > free:
			p.text(x, p.bottom+5+tickSize*0.8, "middle", tickSize, t.text)
			free = x + half + 1
		}
	}
}

// slantRoom is how long slanted names may be.
const slantRoom = 60

// slanted reports whether the names of the categories along the width are too
// long to stand side by side. Of short ones, numbers, some are left out instead.
func (p *picture) slanted() bool {
	names := p.across.axis.Categories
	each := (p.right - p.left) / float64(max(len(names), 1))
	for _, name := range names {
		if len(name) > 3 && textWidth(name, tickSize) > each {
			return true
		}
	}
	return false
}

func (p *picture) acrossLabelHeight() float64 {
	if !p.slanted() {
		return 3 + tickSize*leading
	}
	widest := 0.0
	for _, name := range p.across.axis.Categories {
		widest = max(widest, min(textWidth(name, tickSize), slantRoom))
	}
	return widest*0.71 + tickSize*leading
}
