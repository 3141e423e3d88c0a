package dot

import (
	"fmt"
	"math"

	"github.com/dustin/go-humanize"
)

// Class is a range of document counts that is filled with one colour.
type Class struct {
	From int64  `json:"from"`
	To   int64  `json:"to"`   // the last count of the class; math.MaxInt64: no end
	Fill string `json:"fill"` // #rrggbb
	Text string `json:"text"` // the colour in which text on it can be read: contrast of at least 4.5 to 1
}

// Label is the range in words.
func (c Class) Label() string {
	switch {
	case c.To == 0:
		return "never seen"
	case c.To == math.MaxInt64:
		return humanize.Comma(c.From) + " and more"
	}
	return humanize.Comma(c.From) + " to " + humanize.Comma(c.To)
}

// decades is how many powers of ten have a class of their own.
const decades = 6

// Classes are the ranges of document counts: none, then one class a power of
// ten. They are the same for all pictures, so that colours can be compared.
//
// The fills go from pale yellow through green to dark blue, in equal steps of
// lightness and hue at one chroma of OKLab: the same distance in it is about the
// same difference to the eye. Lightness falls all the way, so the order also
// survives any colour blindness and a print in grey. None is white, which is
// lighter than all.
func Classes() []Class {
	classes := []Class{{From: 0, To: 0, Fill: "#ffffff", Text: textOn(white)}}
	few, many := oklch{0.94, 0.08, 105}, oklch{0.36, 0.08, 265}
	from := int64(1)
	for k := range decades {
		fill := few.towards(many, float64(k)/(decades-1)).color()
		c := Class{From: from, To: 10*from - 1, Fill: fill.String(), Text: textOn(fill)}
		if k == decades-1 {
			c.To = math.MaxInt64
		}
		classes = append(classes, c)
		from *= 10
	}
	return classes
}

// classOf is the class of a count.
func classOf(classes []Class, documents int64) Class {
	for _, c := range classes {
		if documents <= c.To {
			return c
		}
	}
	return classes[len(classes)-1]
}

// oklch is a colour of OKLab: its lightness, its chroma, and its hue in degrees.
type oklch struct{ lightness, chroma, hue float64 }

func (c oklch) towards(end oklch, share float64) oklch {
	between := func(a, b float64) float64 { return a + share*(b-a) }
	return oklch{between(c.lightness, end.lightness), between(c.chroma, end.chroma), between(c.hue, end.hue)}
}

// linear converts to linear sRGB, 0 to 1 for what a screen can show, with the
// matrices that define OKLab (Ottosson, "A perceptual color space for image
// processing", 2020).
func (c oklch) linear() [3]float64 {
	b, a := math.Sincos(c.hue * math.Pi / 180)
	a, b = a*c.chroma, b*c.chroma
	l := cube(c.lightness + 0.3963377774*a + 0.2158037573*b)
	m := cube(c.lightness - 0.1055613458*a - 0.0638541728*b)
	s := cube(c.lightness - 0.0894841775*a - 1.2914855480*b)
	return [3]float64{
		+4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func (c oklch) color() (to color) {
	for i, linear := range c.linear() {
		to[i] = gamma(linear)
	}
	return to
}

func cube(x float64) float64 { return x * x * x }

// color is an sRGB colour, a byte a channel.
type color [3]uint8

var white = color{255, 255, 255}

func (c color) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// gamma encodes a linear channel as sRGB does.
func gamma(linear float64) uint8 {
	linear = min(max(linear, 0), 1)
	encoded := 12.92 * linear
	if linear > 0.0031308 {
		encoded = 1.055*math.Pow(linear, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * encoded))
}

// luminance is the relative luminance of WCAG 2, 0 (black) to 1 (white).
func (c color) luminance() float64 {
	sum := 0.0
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		encoded := float64(c[i]) / 255
		linear := encoded / 12.92
		if encoded > 0.04045 {
			linear = math.Pow((encoded+0.055)/1.055, 2.4)
		}
		sum += weight * linear
	}
	return sum
}

// contrast is the ratio of WCAG 2, 1 to 21.
func (c color) contrast(other color) float64 {
	a, b := c.luminance(), other.luminance()
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

// textOn is black or white, whichever stands out more on a fill: one of them
// always has a contrast of more than 4.5 to 1.
func textOn(fill color) string {
	black := color{}
	if fill.contrast(white) > fill.contrast(black) {
		return white.String()
	}
	return black.String()
}
