package chart

import (
	"fmt"
	"strings"
)

// inWords is one series in words: where it begins and ends, and how far it goes.
func (c *Chart) inWords(s Series) string {
	var first, last, least, most *Point
	for i := range s.Points {
		p := &s.Points[i]
		if p.Y == nil {
			continue
		}
		if first == nil {
			first, least, most = p, p, p
		}
		last = p
		if *p.Y < *least.Y {
			least = p
		}
		if *p.Y > *most.Y {
			most = p
		}
	}
	if first == nil {
		return s.Name + " nothing"
	}
	at := func(p *Point) string { return fmt.Sprintf("%s at %s", c.Y.withUnit(*p.Y), c.X.text(&p.X)) }
	text := fmt.Sprintf("%s from %s to %s", s.Name, at(first), at(last))
	if first == last {
		text = s.Name + " " + at(first)
	}
	if least != first && least != last {
		text += ", least " + at(least)
	}
	if most != first && most != last {
		text += ", most " + at(most)
	}
	return text + countText(s)
}

// describe is the caption of a chart of points or bars: what it shows, then each
// series in words.
func (c *Chart) describe(what string) {
	var parts []string
	for _, s := range c.Series {
		if s.Mark != Curve {
			parts = append(parts, c.inWords(s))
		}
	}
	c.Caption = what + ": " + strings.Join(parts, "; ") + "."
}

func (a Axis) withUnit(v float64) string {
	text := a.written(v)
	if a.Percent {
		text += " %"
	}
	return text
}
