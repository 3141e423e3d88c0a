package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestArray(t *testing.T) {
	for _, c := range []readCase{
		{name: "empty", text: "[]"},
		{name: "empty with space", text: " \n[\n]\n"},
		{name: "one line", text: `[{"a":1},{"b":[2]}]`, want: []string{`1 {"a":1}`, `1 {"b":[2]}`}},
		{name: "byte order mark", text: "\ufeff[1]", want: []string{"1 1"}},
		{name: "laid out", text: "[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 2\n  }\n]\n", want: []string{"2 {\n    \"a\": 1\n  }", "5 {\n    \"b\": 2\n  }"}},
		{name: "scalars", text: "[1, -2.5e3 ,\"s\",true\n,null]", want: []string{"1 1", "1 -2.5e3", `1 "s"`, "1 true", "2 null"}},
		{name: "brackets in strings", text: `["]", {"}]": "[{\"\\"}, "\\\\\""]`, want: []string{`1 "]"`, `1 {"}]": "[{\"\\"}`, `1 "\\\\\""`}},
		{name: "bad element", text: "[{\"a\":NaN},\n{},\n\"\\x\",\n\"\xff\",\n[1,],\n5]", want: []string{
			"1! not valid JSON: invalid character 'N'", "2 {}", "3! not valid JSON: invalid character 'x'", "4! not valid UTF-8", "5! not valid JSON", "6 5"}},
		{name: "bad word", text: "[nul,\nNaN,1]", want: []string{"1! not valid JSON", "2! not valid JSON", "2 1"}},
		{name: "missing comma", text: "[{}\n{} []]", want: []string{"1 {}", "2! no comma", "2 {}", "2! no comma", "2 []"}},
		{name: "double comma", text: "[{},\n,{}]", want: []string{"1 {}", "2! comma without an element before it", "2 {}"}},
		{name: "leading comma", text: "[,1]", want: []string{"1! comma without", "1 1"}},
		{name: "trailing comma", text: "[1,\n]", want: []string{"1 1", "2! comma before the ]"}},
		{name: "extra brace", text: "[{}},{}]", want: []string{"1 {}", "1! junk between elements", "1 {}"}},
		{name: "junk after element", text: "[1 2 three, {} x\n {}]", want: []string{"1 1", "1! junk", "1 {}", "1! junk", "2! no comma", "2 {}"}},
		{name: "junk for an element", text: "[:, }, 1]", want: []string{"1! junk", "1! junk", "1 1"}},
		{name: "content after", text: "[1]\n\n[2]\n{}\n", want: []string{"1 1", "3! content after the ]"}},
		{name: "space after", text: "[1]\n\n \r\n", want: []string{"1 1"}},
		{name: "truncated at once", text: "[", fatal: "f:1: truncated JSON: the file ends before the ]"},
		{name: "truncated between", text: "[1,\n", want: []string{"1 1"}, fatal: "f:2: truncated JSON: the file ends before the ]"},
		{name: "truncated after", text: "[{}\n\n", want: []string{"1 {}"}, fatal: "f:3: truncated JSON: the file ends before"},
		{name: "truncated inside", text: "[1,\n{\"a\":\n[1", want: []string{"1 1"}, fatal: "f:2: truncated JSON: the record that starts here never ends"},
		{name: "truncated word", text: "[tru", fatal: "f:1: truncated JSON: the record that starts here never ends"},
		{name: "truncated junk", text: "[1 x", want: []string{"1 1", "1! junk"}, fatal: "truncated JSON: the file ends before"},
		{name: "missing quote", text: "[{\"a},\n{}]", fatal: "f:1: truncated JSON: the record that starts here never ends"},
		{name: "too long", max: 8, text: "[{\"a\":1},\n{\"a\":123},\n{},\n\"\n2345678\",123456789,1]", want: []string{
			`1 {"a":1}`, "2! record longer than 8 B", "3 {}", "4! record longer", "5! record longer", "5 1"}},
		{name: "too long and truncated", max: 8, text: "[{\"a\":1234567890", want: []string{"1! record longer"}, fatal: "truncated JSON"},
	} {
		t.Run(c.name, c.run)
	}
}

// TestArrayOfAnything lays generated elements out in generated ways.
func TestArrayOfAnything(t *testing.T) {
	space := rapid.StringOfN(rapid.SampledFrom([]rune(whiteSpace)), 0, 3, -1)
	str := rapid.Map(rapid.StringOf(rapid.SampledFrom([]rune("a\\\"[]{},:\n\u00e9"))), quote)
	scalar := rapid.OneOf(str, rapid.SampledFrom([]string{"0", "-1.5e+7", "true", "false", "null"}))
	rapid.Check(t, func(t *rapid.T) {
		var value func(depth int) string
		value = func(depth int) string {
			kind := rapid.IntRange(0, 2).Draw(t, "kind")
			if depth == 0 || kind == 0 {
				return scalar.Draw(t, "scalar")
			}
			var parts []string
			for range rapid.IntRange(0, 3).Draw(t, "length") {
				part := space.Draw(t, "space") + value(depth-1)
				if kind == 2 {
					part = str.Draw(t, "key") + ":" + part
				}
				parts = append(parts, part)
			}
			if kind == 1 {
				return "[" + strings.Join(parts, ",") + "]"
			}
			return "{" + strings.Join(parts, ",") + "}"
		}
		var content, want []string
		line := 1
		add := func(text string) { content = append(content, text); line += strings.Count(text, "\n") }
		add("[")
		for i := range rapid.IntRange(0, 5).Draw(t, "elements") {
			if i > 0 {
				add(",")
			}
			add(space.Draw(t, "space"))
			element := value(3)
			want = append(want, fmt.Sprintf("%d %s", line, element))
			add(element)
			add(space.Draw(t, "space"))
		}
		add("]")
		text := strings.Join(content, "")
		got, err := read(t, []byte(text), Options{}, rapid.IntRange(1, 40).Draw(t, "chunk"))
		if err != nil || !matchItems(got, want) {
			t.Fatalf("%q: %v\n%s", text, err, cmp.Diff(want, got))
		}
	})
}

func quote(s string) string {
	quoted, _ := json.Marshal(s) // a string cannot fail
	return string(quoted)
}

// FuzzArray holds arrays that encoding/json accepts against its elements. Of all
// others it demands that each record is found in the text, in order, on its line.
func FuzzArray(f *testing.F) {
	for _, text := range []string{
		"[]", "[1, {\"a\":[\"]\\\\\"]}]", "[{\"a\":1}\n{}, x]]", "[\"\\\"", "[,,}:{]", "[[[[]]],{},\"\\u00e9\"] ", "[1 2,3", "\ufeff [\n\"\xff\"]",
	} {
		f.Add([]byte(text), uint8(60), uint8(3))
	}
	f.Fuzz(func(t *testing.T, content []byte, max, size uint8) {
		head := content[:min(len(content), sniffLen)]
		layout, err := new(Options).sniff(head)
		if err != nil || layout.name != "json" {
			return
		}
		opt := Options{MaxRecord: int(max) + 1}
		got, fatal := read(t, content, opt, int(size)+1)
		checkOrder(t, content, got)

		content = bytes.TrimPrefix(content, []byte(byteOrderMark))
		var elements []json.RawMessage
		if !utf8.Valid(content) || json.Unmarshal(content, &elements) != nil || deeperThan(content, MaxDepth) {
			return
		}
		if fatal != nil {
			t.Fatal(fatal)
		}
		if len(got) != len(elements) {
			t.Fatalf("%d items, want %d: %q", len(got), len(elements), got)
		}
		for i, item := range got {
			_, data, _ := strings.Cut(item, " ")
			if len(elements[i]) > opt.MaxRecord {
				data, elements[i] = data[:len("record longer")], []byte("record longer")
			}
			if data != string(elements[i]) {
				t.Errorf("element %d is %q; want %q", i, data, elements[i])
			}
		}
	})
}

// checkOrder fails unless every record stands in content on its line, after the
// record before.
func checkOrder(t *testing.T, content []byte, items []string) {
	t.Helper()
	offset, lastLine := 0, 1
	for _, item := range items {
		var line int
		position, data, _ := strings.Cut(item, " ")
		if _, err := fmt.Sscanf(position, "%d", &line); err != nil {
			t.Fatal(err)
		}
		if line < lastLine {
			t.Fatalf("line %d after line %d", line, lastLine)
		}
		lastLine = line
		if strings.HasSuffix(position, "!") {
			continue
		}
		start := nth(content, data, line, offset)
		if start < 0 {
			t.Fatalf("record %q is not on line %d after byte %d", data, line, offset)
		}
		offset = start + len(data)
	}
}

// nth returns where data stands in content on a line at or after an offset, or -1.
func nth(content []byte, data string, line, offset int) int {
	for offset <= len(content) {
		i := bytes.Index(content[offset:], []byte(data))
		if i < 0 {
			return -1
		}
		offset += i
		if bytes.Count(content[:offset], []byte("\n"))+1 == line {
			return offset
		}
		offset++
	}
	return -1
}
