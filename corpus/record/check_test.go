package record

import (
	"encoding/json"
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
