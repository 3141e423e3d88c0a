package transcript

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/graphcov/graphcov/corpus/record"
)

// take gives back any JSON value as it is, however the text comes in pieces,
// and ends right behind it.
func TestWalkerTake(t *testing.T) {
	long := strings.Repeat("x", 70<<10) // more than the buffer
	tests := map[string]string{         // what is taken, if it is another text
		`{"a": [1, {"b": "]}"}], "c": "\\\""}`: "",
		`"` + long + `\\"`:                     "", `"\\\\\""`: "", `[]`: "", `-1.5e3`: "", `true`: "",
		`"` + strings.Repeat(`\`, 140<<10) + `"`: "",
		`NaN`:                                    `null`, `[NaN, -Infinity,Infinity, "NaN"]`: `[null, null,null, "NaN"]`,
	}
	for text, want := range tests {
		if want == "" {
			want = text
		}
		for _, r := range []io.Reader{strings.NewReader(" \n" + text + " ,"), iotest.OneByteReader(strings.NewReader(" \n" + text + " ,"))} {
			w := newWalker(r)
			got, err := w.take()
			if err != nil || string(got) != want || w.line != 2 {
				t.Errorf("%.60s: %.60s, %v, line %d", text, got, err, w.line)
			}
			if c, err := w.expect(","); c != ',' || err != nil {
				t.Errorf("%.60s: then %q, %v", text, c, err)
			}
		}
	}
}

// Memory is bounded: a value that is too long is passed over.
func TestWalkerTooLong(t *testing.T) {
	w := newWalker(io.MultiReader(strings.NewReader(`["`), io.LimitReader(zeros{}, record.DefaultMaxRecord+100), strings.NewReader(`", 7]`)))
	err := w.array(func(i int) error {
		data, err := w.take()
		_, tooLong := errors.AsType[*Reject](err)
		if (i == 0) != tooLong || i == 1 && string(data) != "7" {
			t.Errorf("element %d: %.60s, %v", i, data, err)
		}
		return nil
	})
	if err != nil || cap(w.kept) > 2*record.DefaultMaxRecord+1<<20 {
		t.Error(err, cap(w.kept))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

// The walker agrees with encoding/json on what is in a sound text, and never
// panics on any other.
func FuzzWalker(f *testing.F) {
	f.Add([]byte(`{"a": [1, "b\\\"", {"c": null}], "a": -2.5e3, "\u00e9": true}`))
	f.Add([]byte("[NaN, {\"a\" : \"\\\\\"}\n]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var members []string
		w := newWalker(bytes.NewReader(data))
		err := w.object(func(key string) error {
			value, err := w.take()
			members = append(members, key, string(value))
			return err
		})
		if err == nil {
			err = w.end()
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		if !json.Valid(data) || len(bytes.TrimSpace(data)) == 0 || bytes.TrimSpace(data)[0] != '{' {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		decoder.Token()
		for i := 0; decoder.More(); i += 2 {
			key, _ := decoder.Token()
			var value json.RawMessage
			if err := decoder.Decode(&value); err != nil || key != members[i] || string(value) != members[i+1] {
				t.Fatalf("%q: %q, walker %q: %q", key, value, members[i], members[i+1])
			}
		}
	})
}

func BenchmarkWalkerSkip(b *testing.B) {
	text := []byte(`{"events": [` + strings.Repeat(`{"timestamp": "2025-02-11T15:17:00", "event": "state", "changes": [{"op": "add", "value": "some text \"quoted\""}]},`, 10000) + `0]}`)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if err := newWalker(bytes.NewReader(text)).skip(); err != nil {
			b.Fatal(err)
		}
	}
}
