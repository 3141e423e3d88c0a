package record

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
	"pgregory.net/rapid"
)

func isFlat(data []byte) bool {
	f := flat{rest: data}
	return f.object()
}

func TestFlat(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":"b"}`:                 true,
		" { \"a\" :\t\"b\"\r\n} \n": true,
		`{"prompt":"12 x 84 is a bit longer than eight bytes","completion":"1008\n"}`: true,
		`{"a":"\"\\\/\b\f\n\r\t\u00fF"}`:                                              true,
		`{"ü":"größer als vorher"}`:                                                   true,
		`{"":""}`:                                                                     true,
		`{"id": -1.5e3, "a":"b", "c":null,"d":true , "e":0}`:                          true,
		// Sound, but for the other parser.
		`{}`:           false,
		`{"a":["b"]}`:  false,
		`{"a":{"b":1}`: false,
		`{"\u0061":1}`: false,
		`["a"]`:        false,
		`"a"`:          false,
		// Not sound.
		`{"a":01}`:                 false,
		`{"a":-}`:                  false,
		`{"a":nul}`:                false,
		`{"a":1`:                   false,
		`{"a":1"b"}`:               false,
		`{"a":}`:                   false,
		``:                         false,
		`{`:                        false,
		`{"a`:                      false,
		`{"a"`:                     false,
		`{"a":`:                    false,
		`{"a":"b`:                  false,
		`{"a":"b"`:                 false,
		`{"a":"b",}`:               false,
		`{"a":"b"}}`:               false,
		`{"a":"b"} x`:              false,
		`{"a" "b"}`:                false,
		`{"a":"b" "c":"d"}`:        false,
		`{"a":"\x"}`:               false,
		`{"a":"\u12"}`:             false,
		`{"a":"\u12g4"}`:           false,
		`{"a":"\`:                  false,
		"{\"a\":\"b\nc\"}":         false,
		"{\"a\":\"\x00\"}":         false,
		"{\"a\":\"abcdefgh\x1f\"}": false,
	} {
		if got := isFlat([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
		if want && !json.Valid([]byte(text)) {
			t.Errorf("%q is not sound", text)
		}
	}
}

// Whatever byte comes at whatever place among eight and among 32.
func TestKindsOfBytes(t *testing.T) {
	for c := range 256 {
		for at := range 90 {
			for _, around := range []byte{' ', '!', '#', 'a', 0x7f, 0x80, 0xff} {
				data := bytes.Repeat([]byte{around}, 90)
				data[at] = byte(c)
				if got := hasControl(data); got != (c < ' ') {
					t.Fatalf("control: byte %#x at %d among %#x: %v", c, at, around, got)
				}
				want := 0
				for want < len(data) && ' ' <= data[want] && data[want] < 0x80 && data[want] != '"' && data[want] != '\\' {
					want++
				}
				for name, length := range map[string]func([]byte) int{"by this processor": plainLength, "by any": plainLengthOf} {
					if got := length(data); got != want {
						t.Fatalf("plain, %s: byte %#x at %d among %#x: %d, want %d", name, c, at, around, got, want)
					}
				}
			}
		}
	}
}

// What is plain is told byte by byte here.
func TestPlainLength(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", `\\`, `\"`, `\n`, `\u`, `\`, `"`, "\n", "\x1f", "é", "a word", strings.Repeat("long ", 9)})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(piece).Draw(t, "text"), "")
		want := 0
		for want < len(text) {
			if c := text[want]; ' ' <= c && c < 0x80 && c != '"' && c != '\\' {
				want++
			} else if strings.HasPrefix(text[want:], `\n`) || strings.HasPrefix(text[want:], `\"`) {
				want += 2
			} else {
				break
			}
		}
		for name, length := range map[string]func([]byte) int{"by this processor": plainLength, "by any": plainLengthOf} {
			if got := length([]byte(text)); got != want {
				t.Errorf("%s: %q: %d, want %d", name, text, got, want)
			}
		}
	})
}

// A string ends at the first quote that no odd number of backslashes precedes,
// and has nothing in it that JSON forbids.
func TestStringAgreesWithTheDecoder(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", `\\`, `\"`, `\n`, `\u00e9`, `\u00`, `\x`, `\`, `"`, "\n", "\x1f", "é", strings.Repeat("long ", 9)})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(piece).Draw(t, "text"), "") + `"`
		decoder := json.NewDecoder(strings.NewReader(`"` + text))
		var decoded string
		isString := decoder.Decode(&decoded) == nil
		f := flat{rest: []byte(text)}
		inside, ok := f.string()
		length := len(inside) + len(`"`)
		if ok != isString || ok && (length != int(decoder.InputOffset())-1 || length != len(text)-len(f.rest)) {
			t.Fatalf("%q: %v, rest %q; the decoder says %v, %d bytes", text, ok, f.rest, isString, decoder.InputOffset())
		}
	})
}

// What is taken for sound is sound for two other parsers; it has the fields that
// the decoder finds, and the characters that it is said to have.
func FuzzFlat(f *testing.F) {
	for _, seed := range []string{`{"a":"b"}`, `{"a":"\u00ff\n", "b" : "longer than eight bytes"}`, `{"a":"b"`, "{\"a\":\"\x01\"}", `{"a":"\`, `{"a":"\\=","é":-1e5 ,"a":null}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rec := Record{Data: data}
		if rec.check(make([]Field, 0, 4)) != nil || rec.Fields == nil {
			return
		}
		if !json.Valid(data) || !gjson.ValidBytes(data) {
			t.Fatalf("%q is not sound", data)
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		if brace, err := decoder.Token(); brace != json.Delim('{') {
			t.Fatalf("%q: no object: %v", data, err)
		}
		for _, field := range rec.Fields {
			name, _ := decoder.Token()
			if name != strings.ToValidUTF8(string(field.Name), "\ufffd") {
				t.Fatalf("%q: name %q; the decoder says %q", data, field.Name, name)
			}
			var value json.RawMessage
			if err := decoder.Decode(&value); err != nil || string(value) != string(field.Value) {
				t.Fatalf("%q: value %q; the decoder says %q, %v", data, field.Value, value, err)
			}
		}
		if decoder.More() {
			t.Fatalf("%q has more fields than %d", data, len(rec.Fields))
		}
		if rec.IsASCII && bytes.ContainsFunc(data, func(r rune) bool { return r >= 0x80 }) {
			t.Errorf("%q is not ASCII", data)
		}
		if isLiteral := !bytes.Contains(data, []byte(`\u`)) && !bytes.Contains(data, []byte(`\\`)); rec.IsLiteral != isLiteral {
			t.Errorf("%q: literal %v, want %v", data, rec.IsLiteral, isLiteral)
		}
	})
}
