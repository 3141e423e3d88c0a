package main

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
)

func TestFit(t *testing.T) {
	for _, test := range []struct {
		screen        int
		widths, least []int
		want          []int
	}{
		{0, []int{500, 300}, []int{1, 1}, []int{500, 300}}, // no screen
		{80, []int{20, 30}, []int{1, 1}, []int{20, 30}},    // fits
		{40, []int{10, 100}, []int{10, 10}, []int{10, 26}}, // 12 and 28 are 40
		{40, []int{60, 60}, []int{8, 20}, []int{16, 20}},
		{10, []int{60, 5}, []int{8, 5}, []int{8, 5}}, // as narrow as can be
		{80, nil, nil, nil},
	} {
		widths := slices.Clone(test.widths)
		if (screen{width: test.screen}).fit(widths, test.least); !slices.Equal(widths, test.want) {
			t.Errorf("%v on %d columns: %v, want %v", test.widths, test.screen, widths, test.want)
		}
	}
}

func TestTablesFitTheScreen(t *testing.T) {
	var b bytes.Buffer
	long := strings.Repeat("word ", 60)
	(screen{width: 60}).writeTable(&b, []string{"n", "question"}, [][]string{{"1", long}, {"2", "0.5 [0.25, 0.75]"}}, nil)
	words := 0
	if !strings.Contains(b.String(), "[0.25, 0.75]") {
		t.Errorf("an interval is broken:\n%s", b.String())
	}
	for line := range strings.Lines(b.String()) {
		if n := text.StringWidth(strings.TrimRight(line, "\n")); n > 60 {
			t.Errorf("%d columns: %q", n, line)
		}
		words += strings.Count(line, "word")
	}
	if words != 60 {
		t.Errorf("%d words of 60 are left", words)
	}
}

// A pipe has no width and takes no escapes.
func TestNoScreen(t *testing.T) {
	if got := screenOf(new(bytes.Buffer)); got != (screen{}) || got.bold("words") != "words" {
		t.Errorf("%+v", got)
	}
	if got := (screen{styled: true}).bold("words"); got != "\x1b[1mwords\x1b[0m" {
		t.Errorf("%q", got)
	}
}

func TestSparkline(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   string
	}{
		{[]float64{math.E*math.E*math.E*math.E*math.E*math.E*math.E - 1, math.E - 1, 0}, "█▂▁"}, // ln(1 + v) is 7, 1, 0
		{[]float64{0, 0}, "▁▁"},
		{[]float64{math.NaN(), 5, math.NaN()}, " █ "},
		{nil, ""},
	} {
		if got := sparkline(test.values); got != test.want {
			t.Errorf("%v: %q, want %q", test.values, got, test.want)
		}
	}
}
