package transcript_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// No record of the real files is lost.
func TestRealFiles(t *testing.T) {
	for name, want := range map[string]int{"multiplication_transcripts": 9306, "multiplication_lowdata_transcripts": 9000} {
		for _, path := range tasktest.Data(t, "tiny-transformer/"+name+".jsonl.gz") {
			f, err := transcript.Open(path, transcript.Options{})
			if err != nil {
				t.Fatal(err)
			}
			n, problems := 0, map[string]bool{}
			for response, err := range f.Responses(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				n++
				problems[response.ID] = true
				if response.Line != n || response.Text == "" || response.Sample == nil || *response.Sample != (n-1)%9 || response.LogProb == nil || response.Finished == nil {
					t.Fatalf("response %d: %+v", n, response)
				}
			}
			f.Close()
			if n != want || len(problems) != want/9 || f.Format() != "native" || len(f.SHA256()) != 64 {
				t.Errorf("%s: %d responses to %d problems, format %s, sha256 %s", path, n, len(problems), f.Format(), f.SHA256())
			}
		}
	}
}

// A file in which nothing can be read is an error of the file, not a reject.
func TestFaultyFiles(t *testing.T) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	for range 1000 {
		w.Write([]byte(`{"question": "q", "response": "r"}` + "\n"))
	}
	w.Close()
	for name, text := range map[string]string{"binary": "\x7fELF\x00\x01\x02", "a gzip file cut short": z.String()[:z.Len()-9]} {
		if responses, _, err := read(t, text); err == nil {
			t.Errorf("%s: %d responses and no error", name, len(responses))
		}
	}
	if _, err := transcript.Open(t.TempDir()+"/none.jsonl", transcript.Options{}); err == nil || !strings.Contains(err.Error(), "none.jsonl") {
		t.Errorf("no file: %v", err)
	}
	if _, err := transcript.Open("-", transcript.Options{}); err == nil {
		t.Error("no standard input and no error")
	}
}

// A file may lie in another file system than the machine's.
func TestOpenFS(t *testing.T) {
	fsys := fstest.MapFS{"a.jsonl": {Data: []byte(`{"question": "q", "response": "r"}`)}}
	f, err := transcript.Open("a.jsonl", transcript.Options{FS: fsys})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for _, err := range f.Responses(t.Context()) {
		if n++; err != nil {
			t.Error(err)
		}
	}
	if n != 1 {
		t.Errorf("%d responses", n)
	}
}

// Reading ends with the reason why it was stopped, and nothing comes after it.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	stopped := errors.New("stopped by the user")
	f, err := transcript.Open("-", transcript.Options{Stdin: strings.NewReader(strings.Repeat(`{"question": "q", "response": "r"}`+"\n", 10))})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	items := 0
	for _, err := range f.Responses(ctx) {
		items++
		if items == 3 {
			cancel(stopped)
		}
		if (err == nil) != (items <= 3) || items > 3 && !errors.Is(err, stopped) {
			t.Errorf("item %d: %v", items, err)
		}
	}
	if items != 4 {
		t.Errorf("%d items, want 3 responses and the error", items)
	}
}
