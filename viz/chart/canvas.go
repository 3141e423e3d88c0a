package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// Sizes of letters, in points.
const (
	titleSize = 8.5
	axisSize  = 8
	tickSize  = 7
	noteSize  = 6.5
	leading   = 1.25 // of lines, in sizes of letters
)

// canvas writes the elements of an SVG file.
type canvas struct {
	bytes.Buffer
}

// element writes an element without content. Attributes are names and values in
// turn; values are escaped.
func (c *canvas) element(name string, attributes ...any) {
	c.begin(name, attributes...)
	c.Truncate(c.Len() - len(">\n"))
	c.WriteString("/>\n")
}

// begin opens an element, end closes it.
func (c *canvas) begin(name string, attributes ...any) {
	c.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		fmt.Fprintf(c, " %s=\"", attributes[i])
		c.escape(attributeText(attributes[i+1]))
		c.WriteByte('"')
	}
	c.WriteString(">\n")
}

func (c *canvas) end(name string) { c.WriteString("</" + name + ">\n") }

// content writes an element that holds text and nothing else.
func (c *canvas) content(name, text string, attributes ...any) {
	c.begin(name, attributes...)
	c.Truncate(c.Len() - len("\n"))
	c.escape(text)
	c.end(name)
}

// text writes a line of letters; anchor is start, middle or end.
func (c *canvas) text(x, y float64, anchor string, size float64, text string, attributes ...any) {
	c.content("text", text, append([]any{"x", x, "y", y, "text-anchor", anchor, "font-size", size}, attributes...)...)
}

func (c *canvas) line(x1, y1, x2, y2 float64, attributes ...any) {
	c.element("line", append([]any{"x1", x1, "y1", y1, "x2", x2, "y2", y2}, attributes...)...)
}

func (c *canvas) escape(text string) {
	xml.EscapeText(&c.Buffer, []byte(text)) // a buffer takes everything
}

// attributeText writes numbers with two decimals: a hundredth of a point is
// less than a printer can draw.
func attributeText(value any) string {
	if v, ok := value.(float64); ok {
		return coordinate(v)
	}
	return fmt.Sprint(value)
}

func coordinate(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}

// textWidth is about how wide a line is in a sans-serif face. Which face there
// is only the reader's machine knows, so it errs to the wide side.
func textWidth(text string, size float64) float64 {
	ems := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfrI.,:;|'!()[] ", r):
			ems += 0.33
		case strings.ContainsRune("mwMW@%", r):
			ems += 0.9
		case r >= 'A' && r <= 'Z':
			ems += 0.7
		case r < 0x2000:
			ems += 0.56
		default: // Chinese, Japanese, Korean and signs
			ems++
		}
	}
	return ems * size
}

// wrap breaks a text into lines of that width at most, where it has blanks. A
// word that is wider than that is cut.
func wrap(text string, size, width float64) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		word = shorten(word, size, width)
		switch {
		case line == "":
			line = word
		case textWidth(line+" "+word, size) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// shorten cuts the middle out of a text that is too wide; an ellipsis says so.
// Names of models differ at both ends, and what is said of them comes last.
func shorten(text string, size, width float64) string {
	if textWidth(text, size) <= width {
		return text
	}
	runes := []rune(text)
	for keep := len(runes) - 1; keep > 1; keep-- {
		short := string(runes[:keep-keep/2]) + "…" + string(runes[len(runes)-keep/2:])
		if textWidth(short, size) <= width {
			return short
		}
	}
	return "…"
}
