package task

import "testing"

func TestMayHave(t *testing.T) {
	for _, test := range []struct {
		text string
		want bool
	}{
		{"", false}, {"a - b", false}, {"=", true}, {"a =", true}, {"≈", true}, {"≅", false},
		{`\approx`, true}, {`\\approx`, true}, {"approx", false},
		{`\u003d`, true}, {`x\u003D`, true}, {`\u2248`, true},
		{`\u005capprox`, true}, {`\\\u0061pprox`, true},
		{`\u2249 \u00e9 \ud83d\ude00 \n \\n`, false},
		{`\u`, false}, {`\u00`, false}, {`\u003`, false}, {`\uzzzz\`, false}, {`\`, false},
		{`\u000a`, false}, // a line feed is in no mark
		{`\\u003d`, true}, // a backslash and words, but it costs little to look
	} {
		if got := MayHave([]byte(test.text), "=", "≈", `\approx`); got != test.want {
			t.Errorf("%q: %v", test.text, got)
		}
	}
	if HasDigit([]byte("no")) || !HasDigit([]byte("a1")) || !HasDigit([]byte(`\u0031`)) {
		t.Error("digits are not told")
	}
}

// Looking takes no memory.
func TestMayHaveAllocatesNothing(t *testing.T) {
	text := []byte(`a text with \n escapes \u00e9`)
	if n := testing.AllocsPerRun(10, func() { MayHave(text, "=", "≈", `\approx`) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
