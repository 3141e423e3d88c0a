package chart

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func draw(t testing.TB, c Chart, opt SVGOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSVG(&b, c, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// simple is a chart of one series.
func simple(mark Mark, ys ...*float64) Chart {
	s := Series{Name: "s", Mark: mark}
	for i, y := range ys {
		s.Points = append(s.Points, Point{X: float64(i), Y: y, N: 1})
	}
	return Chart{Name: "n", ID: "n", Title: "t", Caption: "c.", X: Axis{Title: "x (1)"}, Y: Axis{Title: "y (1)"}, Series: []Series{s}}
}

// A line is broken where a value is missing, and a missing value has no glyph.
func TestGapBreaksLine(t *testing.T) {
	c := simple(Line, pointer(1), pointer(2), nil, pointer(4), pointer(5))
	picture := draw(t, c, SVGOptions{})
	path := regexp.MustCompile(`<path d="(M[^"]*)" fill="none"`).FindStringSubmatch(picture)
	if path == nil || strings.Count(path[1], "M") != 2 || strings.Count(path[1], "L") != 2 {
		t.Errorf("path %q, want two pieces of two points", path)
	}
	if got := strings.Count(picture, "<circle") - strings.Count(picture, `r=".8"`); got != 5 { // four points, one in the legend
		t.Errorf("%d glyphs, want 5", got)
	}
}

// numbersOf are the values of an attribute of the elements that match.
func numbersOf(t *testing.T, picture, pattern string) (numbers []float64) {
	t.Helper()
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(picture, -1) {
		v, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, v)
	}
	return numbers
}

// On a logarithmic axis equal factors are equal distances, and 0 has a place
// below all that is more.
func TestLogarithmicAxis(t *testing.T) {
	c := simple(Points, pointer(1), pointer(10), pointer(100), pointer(0))
	c.Y.Log = true
	cy := numbersOf(t, draw(t, c, SVGOptions{}), `cy="([\d.]+)" r="2.3"`)
	if len(cy) != 5 {
		t.Fatalf("%d glyphs", len(cy))
	}
	if math.Abs((cy[0]-cy[1])-(cy[1]-cy[2])) > 0.02 || cy[3] <= cy[0] {
		t.Errorf("1, 10, 100 and 0 stand at %v", cy[:4])
	}
}

// Bars begin at 0, and stacked ones where the one below ends.
func TestStacked(t *testing.T) {
	c := simple(Stacked, pointer(0.25))
	c.X.Categories = []string{"a"}
	c.Y = percentAxis("y (%)")
	c.Series = append(c.Series, Series{Name: "r", Mark: Stacked, Points: []Point{{X: 0, Y: pointer(0.75), N: 1}}})
	picture := draw(t, c, SVGOptions{})
	bars := regexp.MustCompile(`<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill="url`).FindAllStringSubmatch(picture, -1)
	if len(bars) < 2 {
		t.Fatalf("bars %q", bars)
	}
	number := func(text string) float64 { v, _ := strconv.ParseFloat(text, 64); return v }
	lower, upper := bars[0], bars[1]
	if math.Abs(number(upper[1])+number(upper[2])-number(lower[1])) > 0.02 || math.Abs(number(upper[2])-3*number(lower[2])) > 0.05 {
		t.Errorf("the upper bar %q does not stand on the lower %q, three times as high", upper, lower)
	}
	if !strings.Contains(picture, "#n-hatch0") || !strings.Contains(picture, "#n-hatch1") {
		t.Error("the two series have no hatches of their own")
	}
}

// Ticks are the round numbers that a person would choose.
func TestTicks(t *testing.T) {
	for _, test := range []struct {
		axis   Axis
		values []float64
		want   string
	}{
		{percentAxis("p"), nil, "0 20 40 60 80 100"},
		{Axis{Low: pointer(0.3), High: pointer(0.8)}, []float64{0.51}, "0.3 0.4 0.5 0.6 0.7 0.8"},
		{Axis{}, []float64{1, 2, 4}, "1 2 4"},
		{Axis{Log: true}, []float64{0, 0.4, 987.5}, "0 1 10 100 1000"},
		{Axis{Log: true}, []float64{0.5, 20.5}, "0.5 1 2 5 10 20"},
		{Axis{Categories: []string{"3x2", "3x3"}}, nil, "3x2 3x3"},
	} {
		s := newScale(test.axis, test.values)
		var got []string
		for _, tick := range s.ticks(test.values) {
			got = append(got, tick.text)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v of %v: ticks %q, want %q", test.axis, test.values, got, test.want)
		}
	}
}

// Letters on a cell stand out from it: a contrast of 4.5 to 1, as WCAG asks.
func TestCellContrast(t *testing.T) {
	for i := range 101 {
		fill, ink := shade(float64(i) / 100)
		a, b := luminance(t, fill), luminance(t, ink)
		if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < 4.5 {
			t.Errorf("%d %%: %s on %s has a contrast of %.2f", i, ink, fill, contrast)
		}
	}
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	sum := 0.0
	for k, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(colour[1+2*k:3+2*k], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// The size asked for is the size of the picture.
func TestSize(t *testing.T) {
	picture := draw(t, simple(Line, pointer(1), pointer(2)), SVGOptions{Width: 400, Height: 300})
	if !strings.Contains(picture, `width="400pt" height="300pt" viewBox="0 0 400 300"`) {
		t.Errorf("%.300s", picture)
	}
	for _, opt := range []SVGOptions{{Width: 3}, {Width: -1}, {Height: 1e9}, {Width: math.NaN()}} {
		if err := WriteSVG(new(bytes.Buffer), Chart{}, opt); err == nil {
			t.Errorf("%+v is accepted", opt)
		}
	}
}

// Whatever a chart holds, the picture is well-formed and all its numbers are numbers.
func FuzzWriteSVG(f *testing.F) {
	f.Add("title", "series", 0.5, 0.25, 0.75, uint8(0))
	f.Add("<&>\x00\xff", `"'`, -1e12, 0.0, 1e12, uint8(3))
	f.Add("", "a b\nc", 0.0, 0.0, 0.0, uint8(9))
	marks := []Mark{Points, Line, Curve, Bars, Stacked, Cells, Forest}
	f.Fuzz(func(t *testing.T, title, name string, y, low, high float64, how uint8) {
		for _, v := range []float64{y, low, high} {
			if math.IsNaN(v) || math.Abs(v) > 1e100 {
				t.Skip("findings are finite")
			}
		}
		mark := marks[int(how)%len(marks)]
		c := Chart{Name: "n", ID: "n", Title: title, Caption: name, X: Axis{Title: name}, Y: Axis{Title: title, Log: how&128 != 0, Percent: how&64 != 0}, Notes: []string{name}}
		points := []Point{{X: 0, Y: &y, Low: &low, High: &high, N: 1, Label: name}, {X: 1, Label: title}, {X: 1, Y: &high, N: 2}}
		if mark == Cells {
			c.Value = &Axis{Title: name, Percent: true}
			c.Y.Categories = []string{title}
			points = []Point{{X: 0, Y: pointer(0), Value: &y, Low: &low, High: &high, N: 1}, {X: 1, Y: pointer(0)}}
		}
		if mark == Bars || mark == Stacked || mark == Cells || mark == Forest {
			c.X.Categories = []string{name, title}
		}
		c.Series = []Series{{Name: name, Mark: mark, Points: points}}
		picture := draw(t, c, SVGOptions{})
		readSVG(t, []byte(picture))
		for _, m := range regexp.MustCompile(` (?:x|y|x1|x2|y1|y2|cx|cy|r|width|height|d|transform)="([^"]*)"`).FindAllStringSubmatch(picture, -1) {
			if strings.Contains(m[1], "NaN") || strings.Contains(m[1], "Inf") {
				t.Fatalf("a place that is none: %s", m[0])
			}
		}
	})
}

// A heat map has its numbers in the cells, or a key to its shades where they
// are too small.
func TestKeyOfShades(t *testing.T) {
	c := simple(Cells)
	c.Value, c.X.Categories, c.Y.Categories = &Axis{Title: "v (%)", Percent: true}, []string{"a"}, []string{"b"}
	c.Series[0].Points = []Point{{Y: pointer(0), Value: pointer(0.42), N: 1}}
	if picture := draw(t, c, SVGOptions{}); !strings.Contains(picture, ">42</text>") || strings.Contains(picture, ">75</text>") {
		t.Errorf("a large cell without its number, or with a key\n%s", picture)
	}
	for len(c.X.Categories) < 100 {
		c.X.Categories = append(c.X.Categories, "a")
	}
	if picture := draw(t, c, SVGOptions{Width: 300}); strings.Contains(picture, ">42</text>") || !strings.Contains(picture, ">75</text>") {
		t.Errorf("a small cell with a number, or without a key\n%s", picture)
	}
}

// A name that is too long keeps its beginning and its end.
func TestShorten(t *testing.T) {
	for text, want := range map[string]string{"short": "short", "a-very-long-name-of-a-model, step": "a-very-…, step", "": ""} {
		if got := shorten(text, 10, 75); got != want || textWidth(got, 10) > 75 {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
