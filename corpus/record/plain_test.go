package record

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPlainText(t *testing.T) {
	for _, test := range []struct {
		name, text, separator string
		max                   int
		want                  []string
	}{
		{name: "empty", text: " \n"},
		{name: "one document", text: "One\ntwo.\n", want: []string{"1 One\ntwo."}},
		{name: "lines between", text: "a\nb\n<|endoftext|>\n c\n<|endoftext|>\n", want: []string{"1 a\nb", "2 c"}},
		{name: "CRLF", text: "a\r\nb\r\n<|endoftext|>\r\nc\r\n", want: []string{"1 a\r\nb", "2 c"}},
		{name: "within a line", text: "a<|endoftext|>b", want: []string{"1 a", "2 b"}},
		{name: "nearly", text: "a<|endoftext<|endoftext|>|>", want: []string{"1 a<|endoftext", "2 |>"}},
		{name: "blank ones are none", text: "<|endoftext|>\n\n<|endoftext|>a<|endoftext|><|endoftext|>b", want: []string{"1 a", "2 b"}},
		{name: "paragraphs", separator: "\n\n", text: "a\nb\n\nc\n\n\n\nd\n", want: []string{"1 a\nb", "2 c", "3 d"}},
		{name: "lines", separator: "\n", text: "a\n\nb", want: []string{"1 a", "2 b"}},
		{name: "separator that repeats itself", separator: "aab", text: "1aaab2aab3", want: []string{"1 1a", "2 2", "3 3"}},
		{name: "escapes", text: "\"\\ \t\x01\u2028×", want: []string{"1 \"\\ \t\x01\u2028×"}},
		{name: "byte order mark", text: "\ufeffa", want: []string{"1 a"}},
		{name: "JSON as text", text: "{}", want: []string{"1 {}"}},
		{name: "not UTF-8", separator: "\n", text: "a\n\xff\nb", want: []string{"1 a", "2! not valid UTF-8", "3 b"}},
		{name: "too long", separator: "\n", max: 4, text: "abc\nabcd\nabcde\nab", want: []string{"1 abc", "2! record longer than 4 B", "3! record longer", "4 ab"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			opt := Options{Format: "text", Separator: test.separator, MaxRecord: test.max}
			for _, size := range chunkSizes {
				got, err := read(t, []byte(test.text), opt, size)
				if !matchItems(got, test.want) || err != nil {
					t.Errorf("chunks of %d: %v\n got %q\nwant %q", size, err, got, test.want)
				}
			}
		})
	}
}

// FuzzPlainText compares with strings.Split, the specification.
func FuzzPlainText(f *testing.F) {
	f.Add("a<|endoftext|>b", "", uint8(50), uint8(3))
	f.Add("aab\n\n\x00aa\n\n\n\n\"\xff", "\n\n", uint8(4), uint8(1))
	f.Add("ababac abab", "abac", uint8(9), uint8(2))
	f.Fuzz(func(t *testing.T, content, separator string, max, size uint8) {
		if detectCompression([]byte(content)) != plain || refuseBinary([]byte(content[:min(len(content), sniffLen)])) != nil {
			return
		}
		opt := Options{Format: "text", Separator: separator, MaxRecord: int(max) + 1}
		got, err := read(t, []byte(content), opt, int(size)+1)
		if err != nil {
			t.Fatal(err)
		}
		if separator == "" {
			separator = DefaultSeparator
		}
		var want []string
		for _, part := range strings.SplitAfter(strings.TrimPrefix(content, byteOrderMark), separator) {
			document := strings.Trim(strings.TrimSuffix(part, separator), whiteSpace)
			number := len(want) + 1
			switch {
			case len(part) > opt.MaxRecord:
				want = append(want, fmt.Sprintf("%d! record longer", number))
			case document == "":
			case !utf8.ValidString(document):
				want = append(want, fmt.Sprintf("%d! not valid UTF-8", number))
			default:
				want = append(want, fmt.Sprintf("%d %s", number, document))
			}
		}
		if !matchItems(got, want) {
			t.Error(cmp.Diff(want, got))
		}
	})
}

func TestFormatOfAFile(t *testing.T) {
	const prose, jsonl = "Chapter [1]\n", "{\"a\": 1}\nChapter\n"
	long := `{"a": "` + strings.Repeat("x", sniffLen) + "\"}\n"
	for _, test := range []struct {
		name, content string
		opt           Options
		want          string // the format or, where there is a space, the error
	}{
		{"a.txt", prose, Options{}, "text"},
		{"a.md.zst", prose, Options{}, "text"},
		{"A.TXT.GZ", prose, Options{}, "text"},
		{"a.txt", "[1] A footnote", Options{}, "text"},
		{"a.txt", "{{title}} \n", Options{}, "text"},
		{"a.txt", "[{a}]\n", Options{}, "text"},
		{"a.txt", "", Options{}, "text"},
		{"a.txt", jsonl, Options{}, "jsonl"},
		{"a.txt", "\ufeff\n" + long, Options{}, "jsonl"},
		{"a.txt", "[\n {\"a\": 1}, 2", Options{}, "json"},
		{"a.txt", "{\n\"a\": 1}", Options{}, "json"},
		{"a.txt", jsonl, Options{Format: "text"}, "text"},
		{"a.txt", prose, Options{Format: "json"}, "jsonl"},
		{"a.jsonl", prose, Options{}, "jsonl"}, // faulty JSONL, not text
		{"-", prose, Options{}, "jsonl"},
		{"-", prose, Options{Format: "text"}, "text"},
		{"a.txt", "PK\x03\x04", Options{}, "a.txt: this is a zip archive; give JSONL, JSON or plain text"},
		{"a.parquet", "PAR1", Options{Format: "text"}, "a.parquet: this is a Parquet file; give JSONL"},
		{"a.jsonl", jsonl, Options{Format: "xml"}, `unknown format "xml": use json or text`},
		{"-", prose, Options{Separator: "\n"}, "a separator is for plain text, and this looks like jsonl; say --input-format text"},
		{"a.txt", prose, Options{Query: "SELECT 1"}, "a query is for SQLite databases, and this is text"},
	} {
		f, err := NewFile(test.name, bytes.NewReader([]byte(test.content)), test.opt)
		if strings.Contains(test.want, " ") {
			checkError(t, err, test.want)
			continue
		}
		if checkError(t, err, ""); err == nil && f.Format() != test.want {
			t.Errorf("%s, %q, %+v: format is %q; want %q", test.name, test.content, test.opt, f.Format(), test.want)
		}
	}
	f, err := NewFile("a.txt", bytes.NewReader(gzipOf(t, prose)), Options{})
	if checkError(t, err, ""); err == nil && f.Format() != "text.gz" {
		t.Errorf("format %q", f.Format())
	}
}

// Documents of plain text are not JSON, and say so.
func TestPlainTextSaysSo(t *testing.T) {
	for format, want := range map[string]bool{formatText: true, formatJSON: false} {
		f, err := NewFile("f", bytes.NewReader([]byte(`{"a": 1}`)), Options{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		for rec, err := range f.Records() {
			if err != nil || rec.IsPlain != want || string(rec.Data) != `{"a": 1}` {
				t.Errorf("%s: %v, plain %v, %s", format, err, rec.IsPlain, rec.Data)
			}
		}
	}
}
