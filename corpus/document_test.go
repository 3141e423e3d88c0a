package corpus

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/tasks/task"
)

func TestDocument(t *testing.T) {
	doc := func(question, text string) task.Document { return task.Document{Question: question, Text: text} }
	for _, test := range []struct {
		name, record string
		fields       Fields
		want         task.Document
	}{
		{"prompt and completion", `{"prompt": "q", "completion": "t"}`, Fields{}, doc("q", "t")},
		{"question and scratchpad", `{"question": "q", "scratchpad": "t"}`, Fields{}, doc("q", "t")},
		{"question and answer", `{"question": "q", "answer": "t"}`, Fields{}, doc("q", "t")},
		{"question and completion", `{"question": "q", "completion": "t"}`, Fields{}, doc("q", "t")},
		{"question and prompt", `{"question": "q", "prompt": "t"}`, Fields{}, doc("q", "t")},
		{"prompt and scratchpad", `{"prompt": "q", "scratchpad": "t"}`, Fields{}, doc("q", "t")},
		{"prompt and answer", `{"prompt": "q", "answer": "t"}`, Fields{}, doc("q", "t")},
		{"instruction and output", `{"instruction": "q", "input": "", "output": "t"}`, Fields{}, doc("q", "t")},
		{"text alone", `{"text": "t", "meta": {"source": "web"}}`, Fields{}, doc("", "t")},
		{"any order", `{"completion": "t", "id": 7, "prompt": "q"}`, Fields{}, doc("q", "t")},
		{"steps rather than the bare answer", `{"question": "q", "answer": "8", "scratchpad": "t"}`, Fields{}, doc("q", "t")},
		{"a pair rather than a text", `{"text": "x", "question": "q", "answer": "t"}`, Fields{}, doc("q", "t")},
		{"a number as answer", `{"question": "q", "answer": 1008}`, Fields{}, doc("q", "1008")},
		{"a boolean as answer", `{"question": "q", "answer": true}`, Fields{}, doc("q", "true")},
		{"null is no text", `{"prompt": "q", "completion": null, "answer": "t"}`, Fields{}, doc("q", "t")},
		{"an empty text is one", `{"question": "q", "scratchpad": "", "answer": "t"}`, Fields{}, doc("q", "")},
		{"nested objects hide nothing", `{"meta": {"prompt": "x", "a": ["}", "\"", {"b": "]"}]}, "prompt": "q", "completion": "t"}`, Fields{}, doc("q", "t")},
		{"the last of two", `{"prompt": "x", "completion": "t", "prompt": "q"}`, Fields{}, doc("q", "t")},
		{"white space", " \n{ \"prompt\"\t:\r\n\"q\" ,\n\"completion\" : \"t\" } ", Fields{}, doc("q", "t")},
		{"escaped names", `{"\u0070rompt": "q", "completion": "t"}`, Fields{}, doc("q", "t")},
		{"escapes", `{"prompt": "a\"b\\", "completion": "1\n2\t3\/4\r\b\f\\n"}`, Fields{}, doc(`a"b\`, "1\n2\t3/4\r\b\f\\n")},
		{"escaped characters", `{"prompt": "2 \u00d7 3", "completion": "\ud83d\ude00\n"}`, Fields{}, doc("2 × 3", "😀\n")},

		{"named", `{"q": "q", "t": "t", "prompt": "x", "completion": "y"}`, Fields{"q", "t"}, doc("q", "t")},
		{"named with odd names", `{"a.b": "q", "c|*#@ d": "t", "a": {"b": "x"}}`, Fields{"a.b", "c|*#@ d"}, doc("q", "t")},
		{"named, a number", `{"q": "q", "t": -1.5e3}`, Fields{"q", "t"}, doc("q", "-1.5e3")},
		{"text named, question as usual", `{"question": "q", "solution": "t"}`, Fields{Text: "solution"}, doc("q", "t")},
		{"text named, no question", `{"solution": "t"}`, Fields{Text: "solution"}, doc("", "t")},
		{"text named like a question", `{"prompt": "t"}`, Fields{Text: "prompt"}, doc("", "t")},
		{"question named, text as usual", `{"problem": "q", "answer": "t"}`, Fields{Question: "problem"}, doc("q", "t")},
		{"question named, no text", `{"problem": "q"}`, Fields{Question: "problem"}, doc("q", "")},
		{"both the same", `{"text": "t"}`, Fields{"text", "text"}, doc("t", "t")},

		{"chat", `{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "t"}]}`, Fields{}, doc("q", "t")},
		{"chat in a column of text", `{"messages": " [{\"role\": \"user\", \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"t\"}]"}`, Fields{}, doc("q", "t")},
		{"messages that are none", `{"messages": "[{", "text": "t"}`, Fields{}, doc("", "t")},
		{"messages nested too deep", `{"messages": "` + strings.Repeat("[", 10_000_000) + `", "text": "t"}`, Fields{}, doc("", "t")},
		{"chat rather than its text", `{"text": "<|user|>q<|assistant|>t", "messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "t"}]}`, Fields{}, doc("q", "t")},
		{"last exchange", `{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "q1"}, {"role": "assistant", "content": "t1"},
			{"role": "user", "content": "q2"}, {"role": "assistant", "content": "t2"}]}`, Fields{}, doc("q2", "t2")},
		{"a question without an answer", `{"messages": [{"role": "user", "content": "q1"}, {"role": "assistant", "content": "t1"}, {"role": "user", "content": "q2"}]}`, Fields{}, doc("q1", "t1")},
		{"parts", `{"messages": [{"role": "user", "content": [{"type": "image", "url": "x"}, {"type": "text", "text": "q"}]},
			{"role": "assistant", "content": [{"type": "text", "text": "t1"}, "t2"]}]}`, Fields{}, doc("q", "t1\nt2")},
		{"odd messages", `{"messages": [null, 7, "x", {"content": "y"}, {"role": "user"}, {"role": "assistant", "content": null}]}`, Fields{}, doc("", "")},
		{"no messages", `{"messages": []}`, Fields{}, doc("", "")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := record.Check([]byte(test.record)); err != nil {
				t.Fatalf("the test's record: %v", err)
			}
			got, err := test.fields.Document(jsonOf(test.record))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDocumentErrors(t *testing.T) {
	for _, test := range []struct {
		name, record string
		fields       Fields
		want         string
	}{
		{"array", `["q", "t"]`, Fields{}, "record is no JSON object"},
		{"string", `"{}"`, Fields{}, "record is no JSON object"},
		{"number", `7`, Fields{}, "record is no JSON object"},
		{"null", `null`, Fields{}, "record is no JSON object"},
		{"empty", `{}`, Fields{}, "no known fields among none: name them with --question-field and --text-field"},
		{"others", `{"q": "x", "a\n": {"prompt": 1}}`, Fields{}, `no known fields among "q", "a\n": name them with --question-field and --text-field`},
		{"half of a pair", `{"question": "q"}`, Fields{}, `no known fields among "question": name them with --question-field and --text-field`},
		{"no text in it", `{"question": ["q"], "answer": {"text": "t"}}`, Fields{}, `no known fields among "question", "answer": name them with --question-field and --text-field`},
		{"messages are no list", `{"messages": "hello"}`, Fields{}, `no known fields among "messages": name them with --question-field and --text-field`},
		{"many", `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}`, Fields{},
			`no known fields among "a", "b", "c", "d", "e", "f", "g", "h", ..: name them with --question-field and --text-field`},
		{"question missing", `{"t": "t"}`, Fields{"q", "t"}, `no text in the field "q"; the record has "t"`},
		{"text missing", `{"q": "q"}`, Fields{"q", "t"}, `no text in the field "t"; the record has "q"`},
		{"named, no text", `{"q": "q", "t": {}}`, Fields{"q", "t"}, `no text in the field "t"; the record has "q", "t"`},
		{"named, null", `{"t": null}`, Fields{Text: "t"}, `no text in the field "t"; the record has "t"`},
		{"named is a path of gjson", `{"a": {"b": "x"}}`, Fields{Text: "a.b"}, `no text in the field "a.b"; the record has "a"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := test.fields.Document(jsonOf(test.record)); err == nil || err.Error() != test.want {
				t.Errorf("error %v\nwant  %s", err, test.want)
			}
		})
	}
}

// Whatever a name is, the message stays one short line.
func TestDocumentErrorIsShort(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	_, err := Fields{}.Document(jsonOf(`{"` + long + `": 1, "` + long + `y": 1}`))
	if err == nil || len(err.Error()) > 400 {
		t.Errorf("a message of %d bytes", len(err.Error()))
	}
}

func jsonOf(text string) record.Record { return record.Record{Data: []byte(text)} }

// sameAsDecoder compares the fields of an object with what encoding/json makes of them.
func sameAsDecoder(t interface{ Fatalf(string, ...any) }, text string) {
	var want map[string]json.RawMessage
	isObject := json.Unmarshal([]byte(text), &want) == nil && strings.HasPrefix(strings.TrimLeft(text, jsonSpace), "{")
	got, ok := parseObject(nil, []byte(text))
	if ok != isObject {
		t.Fatalf("%q: object %v, want %v", text, ok, isObject)
	}
	if !ok {
		return
	}
	names := make(map[string]bool)
	for _, f := range got {
		names[string(f.Name)] = true
	}
	if len(names) != len(want) {
		t.Fatalf("%q: %d names, want %d", text, len(names), len(want))
	}
	for name, raw := range want {
		value := got.find(name)
		if strings.TrimSpace(string(value)) != string(raw) {
			t.Fatalf("%q: %q is %q, want %q", text, name, value, raw)
		}
		var decoded string
		if err := json.Unmarshal(raw, &decoded); err == nil && strings.HasPrefix(string(raw), `"`) && value.text() != decoded {
			t.Fatalf("%q: %q has the text %q, want %q", text, name, value.text(), decoded)
		}
	}
}

func TestParseObjectAgreesWithTheDecoder(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("ab\"\\\n\t{}[],:× \u0001😀/")))
	value := rapid.Deferred(func() *rapid.Generator[any] { return anyValue(text) })
	rapid.Check(t, func(t *rapid.T) {
		object := rapid.MapOf(text, value).Draw(t, "object")
		marshal := json.Marshal
		if rapid.Bool().Draw(t, "laid out") {
			marshal = func(v any) ([]byte, error) { return json.MarshalIndent(v, " ", "\t") }
		}
		data, err := marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		sameAsDecoder(t, string(data))
	})
}

func anyValue(text *rapid.Generator[string]) *rapid.Generator[any] {
	return rapid.OneOf(
		text.AsAny(), rapid.Int().AsAny(), rapid.Float64Range(-1e6, 1e6).AsAny(), rapid.Bool().AsAny(), rapid.Just[any](nil),
		rapid.SliceOfN(text, 0, 3).AsAny(), rapid.MapOfN(text, rapid.Int(), 0, 3).AsAny(),
	)
}

func FuzzDocument(f *testing.F) {
	for _, seed := range []string{`{"prompt": "q", "completion": "t"}`, `{"messages": [{"role": "user", "content": ["q"]}]}`, `{"a\"": "\u00d7\\", "b": [{"c": "]"}]}`, `{"`, `{"a":`, `[]`, ``} {
		f.Add(seed, "")
	}
	f.Fuzz(func(t *testing.T, text, field string) {
		// What is not sound JSON never comes here, but must do no harm.
		doc, err := Fields{Text: field}.Document(jsonOf(text))
		if record.Check([]byte(text)) != nil {
			return
		}
		if err == nil && (!utf8.ValidString(doc.Question) || !utf8.ValidString(doc.Text)) {
			t.Errorf("%q: not UTF-8: %q", text, doc)
		}
		if !json.Valid([]byte(text)) || strings.Contains(text, `\u`) {
			return // the two decoders differ in lone surrogates
		}
		sameAsDecoder(t, text)
	})
}
