package record

import "testing"

func TestDocuments(t *testing.T) {
	for _, c := range []readCase{
		{name: "one", text: "{\n  \"a\": {\n    \"b\": [1]\n  }\n}\n", want: []string{"1 {\n  \"a\": {\n    \"b\": [1]\n  }\n}"}},
		{name: "several, as jq writes", text: "{\r\n\"a\": 1\r\n}\r\n{\r\n\"a\": 2\r\n}", want: []string{"1 {\r\n\"a\": 1\r\n}", "4 {\r\n\"a\": 2\r\n}"}},
		{name: "objects and arrays", text: "\n\n{\n}[\n]{}", want: []string{"3 {\n}", "4 [\n]", "5 {}"}},
		{name: "bad in the middle", text: "{\n\"a\": NaN\n}\n{\n}", want: []string{"1! not valid JSON", "4 {\n}"}},
		{name: "junk", text: "{\n}},\n1 {} x", want: []string{"1 {\n}", "2! junk between documents", "3 {}", "3! junk"}},
		{name: "truncated", text: "{\n}\n{\n\"a\": 1\n", want: []string{"1 {\n}"}, fatal: "f:3: truncated JSON: the record that starts here never ends"},
		{name: "too long", max: 8, text: "{\n}\n{\n\"a\": 12345\n}\n{}", want: []string{"1 {\n}", "3! record longer than 8 B", "6 {}"}},
	} {
		t.Run(c.name, c.run)
	}
}
