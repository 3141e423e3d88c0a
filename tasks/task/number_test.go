package task

import (
	"strings"
	"testing"
)

func TestCutInteger(t *testing.T) {
	for _, c := range []struct{ text, number, rest string }{
		{"", "", ""},
		{"x", "", "x"},
		{"7", "7", ""},
		{"12 cups", "12", " cups"},
		{"007", "007", ""},
		{"1,008.", "1008", "."},
		{"12,345,678", "12345678", ""},
		{"1,08", "1", ",08"},
		{"1,0081", "1", ",0081"},
		{"1,008,1", "1008", ",1"},
		{"1, 008", "1", ", 008"},
		{"1234,567", "1234", ",567"},
		{"0,008", "0", ",008"},
		{"1,", "1", ","},
		{"12.5", "12", ".5"},
		{"-12", "", "-12"},
		{" 12", "", " 12"},
		{"१२", "", "१२"}, // digits of another script
	} {
		if number, rest := CutInteger(c.text); number != c.number || rest != c.rest {
			t.Errorf("%q: %q and %q, want %q and %q", c.text, number, rest, c.number, c.rest)
		}
	}
}

func TestCutNumber(t *testing.T) {
	for _, c := range []struct{ text, number, rest string }{
		{"", "", ""},
		{"-", "", "-"},
		{"-x", "", "-x"},
		{".", "", "."},
		{"12", "12", ""},
		{"-12 C", "-12", " C"},
		{"−12", "-12", ""},
		{"--12", "", "--12"},
		{"- 12", "", "- 12"},
		{"+12", "", "+12"},
		{"12.50", "12.50", ""},
		{"12.", "12", "."},
		{"12. 5", "12", ". 5"},
		{"12.5.6", "12.5", ".6"},
		{".5", ".5", ""},
		{"-.5%", "-.5", "%"},
		{"-1,008.25!", "-1008.25", "!"},
		{"1,08.5", "1", ",08.5"},
	} {
		if number, rest := CutNumber(c.text); number != c.number || rest != c.rest {
			t.Errorf("%q: %q and %q, want %q and %q", c.text, number, rest, c.number, c.rest)
		}
	}
}

func TestLastNumber(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"none":                    "",
		"1008":                    "1008",
		"48 + 960 = 1008.":        "1008",
		"It is 1,008, I think.":   "1008",
		"5 or 1, 008":             "008",
		"5 apples, 7.5 pears":     "7.5",
		"about .5":                ".5",
		"the end...5":             "5",
		"x.5":                     "5",
		"= -5":                    "-5",
		"(-5)":                    "-5",
		"-5":                      "-5",
		"−5 degrees":              "-5",
		"-$5":                     "-5",
		"$-5.25":                  "-5.25",
		"8 - 5":                   "5",
		"8 -5":                    "5",
		"8-5":                     "5",
		"(3) -5":                  "5",
		"x-5":                     "5",
		"covid-19":                "19",
		"12-$5":                   "5",
		"pages 1000-1010":         "1010",
		"2 * -5":                  "-5",
		"1,08":                    "", // no number, and not the number 8
		"1.2.3":                   "",
		"48,96":                   "",
		"12,345,67":               "",
		"1008 (see 1.2.3 and so)": "",
		"10:08":                   "08",
		strings.Repeat("9", 50):   strings.Repeat("9", 50),
	} {
		if got := LastNumber(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
