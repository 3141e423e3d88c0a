package dot

import (
	"fmt"
	"math"
	"testing"

	"github.com/graphcov/graphcov/coverage/outcome"
)

func parseColor(t *testing.T, text string) (c color) {
	t.Helper()
	if _, err := fmt.Sscanf(text, "#%02x%02x%02x", &c[0], &c[1], &c[2]); err != nil {
		t.Fatal(err)
	}
	return c
}

// toOKLab is the way back, by the inverse matrices that Ottosson gives.
func toOKLab(c color) (lab [3]float64) {
	var linear [3]float64
	for i := range c {
		encoded := float64(c[i]) / 255
		linear[i] = encoded / 12.92
		if encoded > 0.04045 {
			linear[i] = math.Pow((encoded+0.055)/1.055, 2.4)
		}
	}
	r, g, b := linear[0], linear[1], linear[2]
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// Two colours whose OKLab coordinates are published: white, and red of sRGB.
func TestOKLCHKnownColours(t *testing.T) {
	for want, c := range map[string]oklch{"#ffffff": {1, 0, 0}, "#ff0000": {0.62796, 0.25768, 29.234}, "#0000ff": {0.45201, 0.31321, 264.052}} {
		if got := c.color().String(); got != want {
			t.Errorf("%v is %s, want %s", c, got, want)
		}
	}
}

// WCAG's own examples: black on white 21, and #777777 on white 4.48, just too little.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		c    color
		want float64
	}{{color{}, 21}, {color{0x77, 0x77, 0x77}, 4.48}, {white, 1}} {
		if got := test.c.contrast(white); math.Abs(got-test.want) > 0.005 {
			t.Errorf("%v on white: %.3f, want %.2f", test.c, got, test.want)
		}
	}
}

// Neighbouring classes are equally far apart in OKLab, each is clearly darker
// than the one before, so that hue is not needed to tell them apart, and the
// text on every one can be read.
func TestClassesAreEvenAndReadable(t *testing.T) {
	classes := Classes()
	var steps []float64
	for i, c := range classes {
		fill, text := parseColor(t, c.Fill), parseColor(t, c.Text)
		if contrast := fill.contrast(text); contrast < 4.5 {
			t.Errorf("%s: text has a contrast of %.2f to 1", c.Label(), contrast)
		}
		if i == 0 {
			continue
		}
		before := parseColor(t, classes[i-1].Fill)
		if ratio := before.contrast(fill); ratio < 1.15 {
			t.Errorf("%s is to the class before it as %.2f to 1: too alike in grey", c.Label(), ratio)
		}
		if before.luminance() <= fill.luminance() {
			t.Errorf("%s is not darker than the class before it", c.Label())
		}
		if i > 1 {
			a, b := toOKLab(before), toOKLab(fill)
			steps = append(steps, math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]))
		}
	}
	for _, step := range steps {
		if math.Abs(step/steps[0]-1) > 0.03 { // what rounding to bytes makes
			t.Errorf("steps of %.3v in OKLab, want equal ones", steps)
			break
		}
	}
}

// No count is without a class, and the classes are powers of ten.
func TestClassesCoverAllCounts(t *testing.T) {
	classes := Classes()
	for documents, want := range map[int64]string{
		0: "never seen", 1: "1 to 9", 9: "1 to 9", 10: "10 to 99", 999: "100 to 999", 1000: "1,000 to 9,999",
		99_999: "10,000 to 99,999", 100_000: "100,000 and more", math.MaxInt64: "100,000 and more",
	} {
		if got := classOf(classes, documents).Label(); got != want {
			t.Errorf("%d documents: %s, want %s", documents, got, want)
		}
	}
}

// The constraint of the table outcome, written down again: each has a line that
// differs from all others in more than colour, and can be seen on white.
func TestStyles(t *testing.T) {
	lines := make(map[string]outcome.Outcome)
	for _, of := range []outcome.Outcome{"correct", "local", "propagation", "restoration_masked", "restoration_unexplained", "missing"} {
		s := styleOf(Styles(), of)
		if s.Outcome != of || s.Words == "" && of != "correct" {
			t.Errorf("%s: %+v", of, s)
		}
		line := fmt.Sprint(s.Line, s.Width, s.Lines)
		if lines[line] != "" {
			t.Errorf("%s has the line of %s", of, lines[line])
		}
		lines[line] = of
		if contrast := parseColor(t, s.Color).contrast(white); contrast < 3 {
			t.Errorf("%s: the line has a contrast of %.2f to 1 on white", of, contrast)
		}
	}
}
