package chart

import (
	"fmt"
	"io"
)

// SVGOptions are the size of a picture in points of 1/72 inch; 0 stands for
// what suits the chart: a column of a paper is 252 wide.
type SVGOptions struct {
	Width, Height float64
}

// Sizes that leave room for a chart.
const (
	MinWidth, MaxWidth   = 160, 4000
	MinHeight, MaxHeight = 100, 4000
)

// Check says what is wrong with the options.
func (o SVGOptions) Check() error {
	if o.Width != 0 && !(o.Width >= MinWidth && o.Width <= MaxWidth) {
		return fmt.Errorf("width %g is not between %d and %d points", o.Width, MinWidth, MaxWidth)
	}
	if o.Height != 0 && !(o.Height >= MinHeight && o.Height <= MaxHeight) {
		return fmt.Errorf("height %g is not between %d and %d points", o.Height, MinHeight, MaxHeight)
	}
	return nil
}

// picture is a chart on its way to the canvas.
type picture struct {
	canvas
	Chart
	across, down  scale // along the width, and from bottom to top (rows: from top to bottom)
	width, height float64
	left, right   float64 // sides of the data area
	top, bottom   float64
	acrossValues  []float64 // what is shown along the width
	downValues    []float64
	rowLabelWidth float64 // of the numbers or names at the left, at most
	numbered      bool    // the cells have room for their numbers
}

// WriteSVG draws a chart as an SVG file of its own: white ground, letters as
// text, title and caption for screen readers. The same chart gives the same
// bytes. A chart with nothing to show becomes a picture that says why.
func WriteSVG(w io.Writer, c Chart, opt SVGOptions) error {
	if err := opt.Check(); err != nil {
		return err
	}
	p := &picture{Chart: c, width: opt.Width}
	if p.width == 0 {
		p.width = p.usualWidth()
	}
	title := wrap(c.Title, titleSize, p.width-12)
	p.top = 6 + float64(len(title))*titleSize*leading + 6
	if c.Missing != "" || len(c.Series) == 0 {
		p.drawMissing(title, opt)
	} else {
		p.draw(title, opt)
	}
	if _, err := w.Write(p.Bytes()); err != nil {
		return fmt.Errorf("writing the chart: %w", err)
	}
	return nil
}

// usualWidth is one column of a paper, more where a heat map has many columns or
// rows have names.
func (p *picture) usualWidth() float64 {
	const column = 252
	switch p.mark() {
	case Forest:
		return 1.65 * column
	case Cells:
		return max(column, 70+float64(len(p.X.Categories))*16)
	}
	return max(column, 60+float64(len(p.X.Categories))*14)
}

// mark is that of the chart: marks of one chart are alike, but for curves.
func (p *picture) mark() Mark {
	if len(p.Series) == 0 {
		return ""
	}
	return p.Series[0].Mark
}

// start writes the head of the file, now that its height is known.
func (p *picture) start(title []string) {
	body := p.Bytes()
	head := canvas{}
	head.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	head.begin("svg", "xmlns", "http://www.w3.org/2000/svg", "width", coordinate(p.width)+"pt", "height", coordinate(p.height)+"pt",
		"viewBox", fmt.Sprintf("0 0 %s %s", coordinate(p.width), coordinate(p.height)), "role", "img",
		"aria-labelledby", p.ID+"-title "+p.ID+"-desc", "font-family", "Helvetica, Arial, sans-serif")
	head.content("title", p.Title, "id", p.ID+"-title")
	caption := p.Caption
	if p.Missing != "" {
		caption = p.Missing
	}
	head.content("desc", caption, "id", p.ID+"-desc")
	head.element("rect", "width", p.width, "height", p.height, "fill", "#ffffff")
	for i, line := range title {
		head.text(6, 6+titleSize+float64(i)*titleSize*leading, "start", titleSize, line, "font-weight", "bold")
	}
	head.Write(body)
	head.end("svg")
	p.canvas = head
}

// drawMissing says why there is nothing to show.
func (p *picture) drawMissing(title []string, opt SVGOptions) {
	lines := wrap(p.Missing, axisSize, p.width-40)
	room := float64(len(lines))*axisSize*leading + 24
	p.height = max(opt.Height, p.top+room+6)
	p.element("rect", "x", 6.0, "y", p.top, "width", p.width-12, "height", p.height-p.top-6, "fill", "none", "stroke", "#999999", "stroke-dasharray", "3 3")
	for i, line := range lines {
		p.text(p.width/2, p.top+16+axisSize/2+float64(i)*axisSize*leading, "middle", axisSize, line)
	}
	p.start(title)
}

// draw lays the chart out from the outside in: what stands beside and below
// the data area is measured first, the area has the rest.
func (p *picture) draw(title []string, opt SVGOptions) {
	p.collect()
	lying := p.mark() == Forest || p.mark() == Cells
	across, down := p.X, p.Y
	if p.mark() == Forest {
		across, down = p.Y, p.X
	}
	p.across, p.down = newScale(across, p.acrossValues), newScale(down, p.downValues)
	downTicks := p.down.ticks(p.downValues)

	widest := 0.0
	for _, t := range downTicks {
		widest = max(widest, textWidth(t.text, tickSize))
	}
	p.rowLabelWidth = min(widest, 0.34*p.width) + 1
	p.left = 6 + axisSize*leading + p.rowLabelWidth + 6
	p.right = p.width - 8 - p.rightMargin()
	if p.right < p.left+40 {
		p.right = p.left + 40
	}
	if rows, columns := len(p.Y.Categories), len(p.X.Categories); p.mark() == Cells {
		height := p.usualHeight()
		if opt.Height > 0 {
			height = opt.Height - p.top - 60 // about what stands below
		}
		p.numbered = cellLetters((p.right-p.left)/float64(columns), height/float64(rows)) >= legible
	}
	legend := p.legend()
	notes := p.notes()
	below := 4 + p.acrossLabelHeight() + axisSize*leading + 4 + legend.height() + float64(len(notes))*noteSize*leading + 6

	area := p.usualHeight()
	if opt.Height > 0 {
		area = max(opt.Height-p.top-below, 30)
	}
	p.bottom = p.top + area
	p.height = p.bottom + below
	p.across.place(p.left, p.right)
	if lying { // rows are read from top to bottom
		p.down.place(p.top, p.bottom)
	} else {
		p.down.place(p.bottom, p.top)
	}

	p.hatchPatterns(p.ID)
	p.drawMarks()
	p.drawAxes(downTicks)
	y := p.bottom + 4 + p.acrossLabelHeight() + axisSize
	p.text((p.left+p.right)/2, y, "middle", axisSize, shorten(across.Title, axisSize, p.width-12))
	y += axisSize*(leading-1) + 4
	legend.draw(p, y)
	y += legend.height() + noteSize
	for i, line := range notes {
		p.text(6, y+float64(i)*noteSize*leading, "start", noteSize, line, "fill", "#444444")
	}
	p.start(title)
}

// usualHeight is that of the data area.
func (p *picture) usualHeight() float64 {
	switch p.mark() {
	case Forest:
		return float64(len(p.X.Categories)) * 14
	case Cells:
		cell := (p.right - p.left) / float64(len(p.X.Categories))
		return float64(len(p.Y.Categories)) * min(max(cell*0.6, 10), 24)
	}
	return 0.55 * p.width
}

// collect gathers the values that the axes must hold.
func (p *picture) collect() {
	var x, y []float64
	for _, s := range p.Series {
		for _, pt := range s.Points {
			x = append(x, pt.X)
			for _, v := range []*float64{pt.XLow, pt.XHigh} {
				if v != nil {
					x = append(x, *v)
				}
			}
			if pt.Y == nil {
				continue
			}
			y = append(y, *pt.Y)
			for _, v := range []*float64{pt.Low, pt.High} {
				if v != nil && s.Mark != Cells {
					y = append(y, *v)
				}
			}
		}
	}
	for _, l := range p.Lines {
		if l.Y != nil {
			y = append(y, *l.Y)
		}
	}
	p.acrossValues, p.downValues = x, y
	if p.mark() == Forest {
		p.acrossValues, p.downValues = y, x
	}
}

// rightMargin is the room for what stands beside the rows of a forest.
func (p *picture) rightMargin() float64 {
	if p.mark() != Forest {
		return 0
	}
	widest := 0.0
	for _, s := range p.Series {
		for _, pt := range s.Points {
			widest = max(widest, textWidth(p.rowText(pt), tickSize))
		}
	}
	return min(widest+6, 0.45*p.width)
}

// notes are the lines of small print.
func (p *picture) notes() []string {
	var lines []string
	for _, note := range p.Notes {
		lines = append(lines, wrap(note, noteSize, p.width-12)...)
	}
	return lines
}
