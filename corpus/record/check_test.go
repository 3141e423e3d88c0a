package record

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCheck(t *testing.T) {
	nested := func(open, shut string, n int) string { return strings.Repeat(open, n) + "1" + strings.Repeat(shut, n) }
	tests := []struct {
		name, data, want string
	}{
		{"object", `{"a": [1, 2.5e-3, "\u00e9\n", true, null]}`, ""},
		{"empty", "", "not valid JSON (cut off?)"},
		{"blank", "  ", "not valid JSON (cut off?)"},
		{"cut off in a string", `{"a": "b`, "not valid JSON (cut off?)"},
		{"trailing comma", `[1,]`, "not valid JSON: invalid character ']' looking for beginning of value at byte 4"},
		{"leading zero", `01`, "not valid JSON"},
		{"line feed in a string", "\"a\nb\"", "not valid JSON: invalid character '\\n' in string literal at byte 3"},
		{"NUL", "\x00", "not valid JSON"},
		{"lone surrogate, escaped", `"\ud800"`, ""},
		{"UTF-8", `"é😀"`, ""},
		{"overlong UTF-8", "\"\xc0\x80\"", "not valid UTF-8"},
		{"deep", nested("[", "]", MaxDepth), ""},
		{"too deep", nested("[", "]", MaxDepth+1), "nested deeper than 1000 levels"},
		{"deep objects", nested(`{"a":`, "}", MaxDepth), ""},
		{"too deep objects", nested(`{"a":`, "}", MaxDepth+1), "nested deeper than 1000 levels"},
		{"far too deep, unclosed", strings.Repeat("[", 5_000_000), "nested deeper than 1000 levels"},
		{"wide, not deep", "[" + strings.Repeat("[],", 2000) + "[]]", ""},
		{"brackets in strings", `["` + strings.Repeat(`[\"`, 2000) + `"]`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			switch err := Check([]byte(test.data)); {
			case err == nil && test.want != "":
				t.Errorf("no error; want %q", test.want)
			case err != nil && test.want == "":
				t.Errorf("unexpected error: %v", err)
			case err != nil && !strings.HasPrefix(err.Error(), test.want):
				t.Errorf("error is %q; want %q", err, test.want)
			case err != nil && strings.ContainsAny(err.Error(), "\r\n"):
				t.Errorf("error %q has more than one line", err)
			}
		})
	}
}

// utf8Pieces are the borders of what is UTF-8, and what is close to them.
var utf8Pieces = []string{
	"plain words ", "It’s – ", "größer", "数学是研究", "😀", "\x00", "\x7f",
	"\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010ffff",
	"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xe0\x9f\xbf", "\xe0\xa0", "\xed\xa0\x80", "\xed\xbf\xbf",
	"\xef\xbf", "\xf0\x8f\xbf\xbf", "\xf0\x90\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8", "\xff",
}

func FuzzUTF8(f *testing.F) {
	for _, piece := range utf8Pieces {
		f.Add([]byte(piece))
		f.Add([]byte(strings.Repeat("-", 30) + piece + strings.Repeat("-", 70)))
	}
	f.Fuzz(checkIsUTF8)
}

func checkIsUTF8(t *testing.T, data []byte) {
	t.Helper()
	is := validate(data)
	if want := utf8.Valid(data); is.IsUTF8() != want {
		t.Errorf("%q is UTF-8: %v; unicode/utf8 says %v", data, is.IsUTF8(), want)
	}
	if want := !bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }); is.IsASCII() != want {
		t.Errorf("%q is ASCII: %v", data, is.IsASCII())
	}
}

// TestUTF8 puts every piece in every place of the 32 bytes that are looked at
// together, and mixes them.
func TestUTF8(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, piece := range utf8Pieces {
		for before := range 70 {
			for _, after := range []int{0, 1, 40} {
				checkIsUTF8(t, []byte(strings.Repeat("-", before)+piece+strings.Repeat("-", after)))
			}
		}
	}
	for range 100_000 {
		var mixed []byte
		sound := r.IntN(2) * 15 // half of them have sound pieces only
		for range r.IntN(30) {
			n := len(utf8Pieces)
			if sound > 0 {
				n = sound
			}
			mixed = append(mixed, utf8Pieces[r.IntN(n)]...)
		}
		checkIsUTF8(t, mixed)
	}
}

// FuzzCheck holds gjson against encoding/json: two parsers of different make.
func FuzzCheck(f *testing.F) {
	for _, data := range []string{`{"a":[1,-0.5E+1,"\u0041\/"]}`, "nul", "-", "1.", "\"\x7f\"", "[]]", "{\"a\":}", " 1 "} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if deeperThan(data, MaxDepth) {
			return
		}
		want := utf8.Valid(data) && json.Valid(data)
		if err := Check(data); (err == nil) != want {
			t.Errorf("Check(%q) = %v; encoding/json says %v", data, err, want)
		}
	})
}
