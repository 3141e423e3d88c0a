package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestLines(t *testing.T) {
	for _, c := range []readCase{
		{name: "empty", text: ""},
		{name: "only blank lines", text: "\n \r\n\t\n"},
		{name: "plain", text: "{\"a\":1}\n{\"b\":2}\n", want: []string{`1 {"a":1}`, `2 {"b":2}`}},
		{name: "no line feed at the end", text: "{}\n{\"b\":2}", want: []string{"1 {}", `2 {"b":2}`}},
		{name: "CRLF and blanks", text: "\r\n{}\r\n\r\n  {} \r\n", want: []string{"2 {}", "4 {}"}},
		{name: "byte order mark", text: "\ufeff{}\n", want: []string{"1 {}"}},
		{name: "byte order mark alone", text: "\ufeff"},
		{name: "scalars", text: "1\n\"s\"\nnull\n", want: []string{"1 1", `2 "s"`, "3 null"}},
		{name: "not JSON", text: "{}\n{bad}\n{}\n", want: []string{"1 {}", "2! not valid JSON: invalid character 'b'", "3 {}"}},
		{name: "cut off", text: "{\"a\": \"b\n{}\n{\"a\":", want: []string{"1! not valid JSON", "2 {}", "3! not valid JSON (cut off?)"}},
		{name: "two on a line", text: "{}{}\n", want: []string{"1! not valid JSON: invalid character '{' after top-level value at byte 3"}},
		{name: "NaN", text: "{\"a\": NaN}\nInfinity\n", want: []string{"1! not valid JSON: invalid character 'N'", "2! not valid JSON: invalid character 'I'"}},
		{name: "not UTF-8", text: "\"\xff\"\n1\n", want: []string{"1! not valid UTF-8", "2 1"}},
		{name: "text", text: "hello\nworld", want: []string{"1! not valid JSON", "2! not valid JSON"}},
		{name: "lone brace inside", text: "{}\n{\n}\n", want: []string{"1 {}", "2! not valid JSON (cut off?)", "3! not valid JSON"}},
		{
			name: "too long", max: 8,
			text: "[1]\n{\"a\":1}\n{\"a\":12}\n{}\n\"012345678\"", // starts with [, see below
			want: []string{"1 1", "2! content after"},
		},
		{
			name: "too long at the limit", max: 8,
			text: "{}\n{\"a\":1}\n{\"a\":12}\n{}\n\"012345678\"",
			want: []string{"1 {}", `2 {"a":1}`, "3! record longer than 8 B", "4 {}", "5! record longer than 8 B"},
		},
	} {
		t.Run(c.name, c.run)
	}
}

// linesByHand is the specification of JSONL in the plainest code there is.
func linesByHand(content []byte, max int) (items []string) {
	content = bytes.TrimPrefix(content, []byte(byteOrderMark))
	for i, line := range bytes.SplitAfter(content, []byte("\n")) {
		value := bytes.Trim(line, whiteSpace)
		switch {
		case len(line) > max:
			items = append(items, fmt.Sprintf("%d! record longer", i+1))
		case len(value) == 0:
		case !utf8.Valid(value):
			items = append(items, fmt.Sprintf("%d! not valid UTF-8", i+1))
		case !json.Valid(value):
			items = append(items, fmt.Sprintf("%d! not valid JSON", i+1))
		default:
			items = append(items, fmt.Sprintf("%d %s", i+1, value))
		}
	}
	return items
}

func FuzzLines(f *testing.F) {
	for _, text := range []string{
		"{}\n{\"a\":1}\n", "\ufeff{}\r\n\r\n 1", "{bad\n\"\\ud800\"\n\xff\n", "x\n" + strings.Repeat("y", 50), "-0\n01\n1e5\n[",
	} {
		f.Add([]byte(text), uint8(20), uint8(3))
	}
	f.Fuzz(func(t *testing.T, content []byte, max, size uint8) {
		if detectCompression(content) != plain {
			return
		}
		head := content[:min(len(content), sniffLen)]
		if layout, err := new(Options).sniff(head); err != nil || layout.name != "jsonl" {
			return
		}
		opt := Options{MaxRecord: int(max) + 1}
		got, err := read(t, content, opt, int(size)+1)
		if err != nil {
			t.Fatal(err)
		}
		if want := linesByHand(content, opt.MaxRecord); !matchItems(got, want) {
			t.Error(cmp.Diff(want, got))
		}
	})
}
