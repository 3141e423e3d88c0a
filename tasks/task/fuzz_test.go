package task

import (
	"regexp"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
)

var wholeNumbers = regexp.MustCompile(`\.?[0-9](?:[0-9.,]*[0-9])?`)

// An answer is canonical, and it is a whole number of the text or a fraction
// of two, never a part of something longer.
func FuzzNumberAnswer(f *testing.F) {
	for _, seed := range []string{"1008", "= 1,008.", "10080", "The answer is **$18.00** a day.", "<answer>-1/3</answer>",
		`{"answer": 1,008, "x": 2}`, `\boxed{1{,}008\text{ cups}}`, "#### 60%", "1.2.3", "answer: .5", "1,08", "5 and 6", "answer is 10:08"} {
		for c := range len(containers) + 1 {
			f.Add(seed, c)
		}
	}
	f.Fuzz(func(t *testing.T, text string, which int) {
		c := NoContainer
		if 0 <= which && which < len(containers) {
			c = containers[which]
		}
		LastNumber(text)
		got := NumberAnswer(text, c)
		if got == "" {
			return
		}
		if value, ok := graph.CanonicalNumber(got); !ok || value != got {
			t.Fatalf("%q: answer %q, canonical is %q", text, got, value)
		}
		if strings.Contains(text, `\u`) { // JSON may spell digits otherwise
			return
		}
		unsigned := strings.TrimPrefix(got, "-")
		plain := strings.ReplaceAll(strings.ReplaceAll(text, "{,}", ","), `\!`, "")
		numbers := wholeNumbers.FindAllString(strings.ReplaceAll(plain, "/", " / "), -1)
		for i, n := range numbers {
			numbers[i] = strings.ReplaceAll(n, ",", "")
			if graph.Canonical(numbers[i]) == unsigned {
				return
			}
			if i > 0 && graph.Canonical(numbers[i-1]+"/"+numbers[i]) == unsigned {
				return
			}
		}
		t.Fatalf("%q: answer %q is none of its numbers %q", text, got, numbers)
	})
}
