package chart

import (
	"math"
	"strconv"
)

// drawCells draws a heat map: darker is more, and where there is room each cell
// has its number and, with more room, its interval and n. A cell that is missing
// has a dash; where there is no point the ground is hatched.
func (p *picture) drawCells() {
	width := (p.right - p.left) / float64(len(p.X.Categories))
	height := (p.bottom - p.top) / float64(len(p.Y.Categories))
	size := cellLetters(width, height)
	p.element("rect", "x", p.left, "y", p.top, "width", p.right-p.left, "height", p.bottom-p.top, "fill", hatch(p.ID, len(hatches)-1))
	for _, s := range p.Series {
		first, last := math.Inf(1), math.Inf(-1) // rows
		for _, pt := range s.Points {
			first, last = min(first, *pt.Y), max(last, *pt.Y)
			x, y := p.across.at(pt.X), p.down.at(*pt.Y)
			p.begin("g")
			p.content("title", p.pointText(s, pt))
			if pt.Value == nil {
				p.element("rect", "x", x-width/2, "y", y-height/2, "width", width, "height", height, "fill", "#ffffff", "stroke", "#bbbbbb", "stroke-width", 0.4)
				p.text(x, y+size*0.35, "middle", size, "–", "fill", "#444444")
				p.end("g")
				continue
			}
			fill, ink := shade(p.shareOf(*pt.Value))
			p.element("rect", "x", x-width/2, "y", y-height/2, "width", width, "height", height, "fill", fill, "stroke", "#bbbbbb", "stroke-width", 0.4)
			p.drawCellText(pt, x, y, width, height, size, ink)
			p.end("g")
		}
		p.element("rect", "x", p.left, "y", p.down.at(first)-height/2, "width", p.right-p.left, "height", (last-first+1)*height,
			"fill", "none", "stroke", "#000000", "stroke-width", 0.8)
	}
}

// drawCellText writes the number of a cell, and below it what there is room for.
func (p *picture) drawCellText(pt Point, x, y, width, height, size float64, ink string) {
	if !p.numbered {
		return
	}
	number := p.Value.written(*pt.Value)
	below := ""
	if pt.Low != nil && pt.High != nil && *pt.Low < *pt.High {
		below = p.Value.coarse(*pt.Low) + "–" + p.Value.coarse(*pt.High)
	}
	if below == "" || textWidth(below, noteSize-1) > width-1 || height < 17 {
		if textWidth(number, size) > width-1 {
			number = p.Value.coarse(*pt.Value)
		}
		p.text(x, y+size*0.35, "middle", size, number, "fill", ink)
		return
	}
	p.text(x, y-0.5, "middle", size, number, "fill", ink)
	p.text(x, y+noteSize, "middle", noteSize-1, below, "fill", ink)
}

// shareOf is where a value lies between the ends of the scale of colours.
func (p *picture) shareOf(v float64) float64 {
	low, high := p.Value.ends()
	return (v - low) / (high - low)
}

// ends are those of the axis, 0 and 1 where it does not say.
func (a Axis) ends() (low, high float64) {
	low, high = 0, 1
	if a.Low != nil {
		low = *a.Low
	}
	if a.High != nil {
		high = *a.High
	}
	return low, high
}

// legible is the least size of letters, in points, that is worth its ink.
const legible = 3.5

// cellLetters is the size of the letters in cells of a width and height.
func cellLetters(width, height float64) float64 { return min(tickSize, width/2.1, height*0.75) }

// coarse is a value in few letters: of a share, whole percents.
func (a Axis) coarse(v float64) string {
	if a.Percent {
		return strconv.FormatFloat(100*v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 2, 64)
}
