package record

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
	"pgregory.net/rapid"
)

func TestIsFlat(t *testing.T) {
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

// Whatever byte comes at whatever place among eight.
func TestPlainLength(t *testing.T) {
	for c := range 256 {
		for at := range 20 {
			data := bytes.Repeat([]byte{'a'}, 20)
			data[at] = byte(c)
			want := 20
			if c < ' ' || c == '"' || c == '\\' {
				want = at
			}
			if got := plainLength(data); got != want {
				t.Fatalf("byte %#x at %d: %d", c, at, got)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(rapid.SliceOf(rapid.SampledFrom([]byte{0, 1, 0x1f, ' ', '!', '"', '#', '[', '\\', ']', 0x7f, 0x80, 0x81, 0xa2, 0xdc, 0xff})).Draw(t, "data"))
		want := strings.IndexFunc(latin1(data), func(r rune) bool { return r < ' ' || r == '"' || r == '\\' })
		if want >= 0 {
			want = len([]rune(latin1(data)[:want]))
		} else {
			want = len(data)
		}
		if got := plainLength(data); got != want {
			t.Fatalf("%q: %d, want %d", data, got, want)
		}
	})
}

// latin1 is a text of one character a byte.
func latin1(data []byte) string {
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = rune(b)
	}
	return string(runes)
}

// What is taken for sound is sound for two other parsers.
func FuzzIsFlat(f *testing.F) {
	for _, seed := range []string{`{"a":"b"}`, `{"a":"\u00ff\n", "b" : "longer than eight bytes"}`, `{"a":"b"`, "{\"a\":\"\x01\"}", `{"a":"\`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if isFlat(data) && (!json.Valid(data) || !gjson.ValidBytes(data)) {
			t.Errorf("%q is not sound", data)
		}
	})
}
