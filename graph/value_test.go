package graph

import (
	"math/big"
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for text, want := range map[string]string{
		"7": "7", "007": "7", "0": "0", "-0": "0", "000": "0", "+3": "3", "-012": "-12", " 5 ": "5",
		".50": "0.5", "0.5": "0.5", "5.": "5", "5.00": "5", "-.0": "0",
		"1/3": "1/3", "2/6": "1/3", "3/6": "0.5", "6/3": "2", "-1/3": "-1/3", "1/0": "1/0", "1.5/4.5": "1/3",
		"true": "true", "FALSE": "false", "Root  Beer": "root beer", "\tA\nB ": "a b", "": "", "-": "-", ".": ".", "1,008": "1,008",
		strings.Repeat("9", 60): strings.Repeat("9", 60),
	} {
		if got := Canonical(text); got != want {
			t.Errorf("Canonical(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFormatRational(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{{6, 3, "2"}, {1, 8, "0.125"}, {-1, 3, "-1/3"}, {0, 5, "0"}} {
		if got := FormatRational(big.NewRat(c.num, c.den)); got != c.want {
			t.Errorf("%d/%d = %q, want %q", c.num, c.den, got, c.want)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, seed := range []string{"007", "-.5", "1/3", "1/0.0", "Root  Beer", "\xff", "9/" + strings.Repeat("9", 40), "İ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Canonical(text)
		if n, ok := CanonicalNumber(once); ok && n != once {
			t.Errorf("Canonical(%q) = %q, a number whose canonical form is %q", text, once, n)
		}
	})
}
