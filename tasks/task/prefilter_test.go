package task

import (
	"bytes"
	"slices"
	"testing"
	"unicode/utf8"
)

func TestMayHave(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{"", false}, {"a - b", false}, {`a\nb`, false}, {`a\n= b`, true}, {"=", true}, {"a =", true}, {"≈", true}, {"≅", false},
		{`\approx`, true}, {`\\approx`, true}, {"approx", false},
		{`\u003d`, true}, {`x\u003D`, true}, {`\u2248`, true},
		{`\u005capprox`, true}, {`\\\u0061pprox`, true},
		{`\u2249 \u00e9 \ud83d\ude00 \n \\n`, false},
		{`\u`, false}, {`\u00`, false}, {`\u003`, false}, {`\uzzzz\`, false}, {`\`, false},
		{`\u000a`, false}, // a line feed is in no mark
		{`\\u003d`, true}, // a backslash and words, but it costs little to look
	} {
		text := []byte(test.text)
		for _, w := range []Written{{Text: text}, {Text: text, IsASCII: isASCII(text)}, {Text: text, IsLiteral: isLiteral(text)}} {
			if got := MayHave(w, "=", "≈", `\approx`); got != test.want {
				t.Errorf("%q, ASCII %v, literal %v: %v", test.text, w.IsASCII, w.IsLiteral, got)
			}
		}
	}
	for text, want := range map[string]bool{"no": false, "a1": true, `\u0031`: true} {
		if HasDigit(Written{Text: []byte(text)}) != want {
			t.Errorf("digits of %q are not told", text)
		}
	}
}

func isASCII(text []byte) bool {
	return !slices.ContainsFunc(text, func(c byte) bool { return c >= utf8.RuneSelf })
}

// isLiteral is so of texts with no escapes but \n; it is enough for the tests.
func isLiteral(text []byte) bool {
	return !bytes.Contains(bytes.ReplaceAll(text, []byte(`\n`), nil), []byte(`\`)) && !bytes.Contains(text, []byte(`\\`))
}

// Looking takes no memory.
func TestMayHaveAllocatesNothing(t *testing.T) {
	text := []byte(`a text with \n escapes \u00e9`)
	if n := testing.AllocsPerRun(10, func() { MayHave(Written{Text: text}, "=", "≈", `\approx`) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
