package chart

import "math"

// barShare is how much of its category's room bars take.
const barShare = 0.76

// fill is that of the bars of a series. A single series is light, so that its
// intervals stand out.
func (p *picture) fill(series int) string {
	if len(p.Series) == 1 {
		return "#cfe3f1"
	}
	return hatch(p.ID, series)
}

// drawBars draws bars from 0 up, those of several series side by side.
func (p *picture) drawBars() {
	room := barShare * (p.right - p.left) / float64(max(len(p.X.Categories), 1))
	width := room / float64(len(p.Series))
	for i, s := range p.Series {
		for _, pt := range s.Points {
			left := p.across.at(pt.X) - room/2 + float64(i)*width
			p.begin("g")
			p.content("title", p.pointText(s, pt))
			switch {
			case pt.Y == nil:
				p.text(left+width/2, p.bottom-2, "middle", tickSize, "–", "fill", "#444444")
			default:
				p.bar(left, width, p.down.at(0), p.down.at(*pt.Y), p.fill(i))
				if pt.Low != nil && pt.High != nil {
					p.interval(left+width/2, p.down.at(*pt.Low), left+width/2, p.down.at(*pt.High), "#000000")
				}
			}
			p.end("g")
		}
	}
}

// drawStacked draws the bars of each series on those of the series before.
func (p *picture) drawStacked() {
	width := barShare * (p.right - p.left) / float64(max(len(p.X.Categories), 1))
	reached := make(map[float64]float64) // by category
	for i, s := range p.Series {
		for _, pt := range s.Points {
			if pt.Y == nil {
				continue
			}
			from := reached[pt.X]
			reached[pt.X] += *pt.Y
			p.begin("g")
			p.content("title", p.pointText(s, pt))
			p.bar(p.across.at(pt.X)-width/2, width, p.down.at(from), p.down.at(reached[pt.X]), p.fill(i))
			p.end("g")
		}
	}
}

func (p *picture) bar(left, width, y1, y2 float64, fill string) {
	p.element("rect", "x", left, "y", min(y1, y2), "width", width, "height", math.Abs(y1-y2), "fill", fill, "stroke", "#000000", "stroke-width", 0.5)
}
