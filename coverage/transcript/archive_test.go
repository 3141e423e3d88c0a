package transcript_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/graphcov/graphcov/coverage/transcript"
)

// entry is a file for an archive.
type entry struct {
	name, text string
	method     uint16
}

// archive packs entries as Inspect does.
func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	w.RegisterCompressor(zstd.ZipMethodWinZip, zstd.ZipCompressor())
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for _, e := range entries {
		f, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: e.method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func inspectSample(id int, epoch int, text string) string {
	return fmt.Sprintf(`{"id": %d, "epoch": %d, "input": "q", "target": "g", "messages": [], "output": {"choices": [{"message": {"content": %q}, "stop_reason": "stop"}]}, "store": {"x": NaN}}`, id, epoch, text)
}

// readArchive reads an archive to its end; err is of the file.
func readArchive(t testing.TB, data []byte) (responses []transcript.Response, rejects []transcript.Reject, err error) {
	t.Helper()
	f, err := transcript.Open("log.eval", transcript.Options{FS: fstest.MapFS{"log.eval": {Data: data}}})
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	for r, err := range f.Responses(t.Context()) {
		reject, isReject := errors.AsType[*transcript.Reject](err)
		switch {
		case isReject:
			rejects = append(rejects, *reject)
		case err != nil:
			return responses, rejects, err
		default:
			responses = append(responses, r)
		}
	}
	return responses, rejects, nil
}

// Entries of all methods, epochs, a sample that is written twice, one that is
// not sound, and what must not be read at all: it is no JSON.
func TestArchive(t *testing.T) {
	data := archive(t,
		entry{"_journal/start.json", `{"version": 2, "eval": {"model": "early"}}`, zip.Deflate},
		entry{"samples/1_epoch_1.json", inspectSample(1, 1, "old"), zstd.ZipMethodWinZip},
		entry{"samples/1_epoch_2.json", inspectSample(1, 2, "r2"), zstd.ZipMethodWinZip},
		entry{"samples/2_epoch_1.json", `{"id": 2, "input": `, zip.Deflate},
		entry{"samples/3_epoch_1.json", inspectSample(3, 1, "r3"), zip.Store},
		entry{"samples/1_epoch_1.json", inspectSample(1, 1, "new"), zip.Deflate},
		entry{"_journal/summaries/1.json", "no JSON", zip.Deflate},
		entry{"header.json", `{"version": 2, "eval": {"task": "t", "model": "m"}, "stats": {"x": NaN}}`, zstd.ZipMethodWinZip},
	)
	response := func(line int, id string, sample int, text string) transcript.Response {
		return transcript.Response{Line: line, ID: id, Question: "q", Prompt: "", Gold: "g", Model: "m", Sample: new(sample), Text: text, Finished: new(true)}
	}
	responses, rejects, err := readArchive(t, data)
	if err != nil {
		t.Fatal(err)
	}
	want := []transcript.Response{response(1, "1", 0, "new"), response(2, "1", 1, "r2"), response(4, "3", 0, "r3")}
	if diff := cmp.Diff(want, responses); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(rejects) != 1 || rejects[0].Line != 3 || rejects[0].Reason != "an entry is not valid JSON" || !strings.HasPrefix(rejects[0].Detail, "samples/2_epoch_1.json: line 1: truncated JSON") {
		t.Errorf("%+v", rejects)
	}
}

// An unfinished run has no header yet; its journal names the model.
func TestArchiveJournal(t *testing.T) {
	responses, _, err := readArchive(t, archive(t,
		entry{"_journal/start.json", `{"version": 2, "eval": {"model": "early"}}`, zip.Deflate},
		entry{"samples/1_epoch_1.json", inspectSample(1, 1, "r"), zstd.ZipMethodWinZip}))
	if err != nil || len(responses) != 1 || responses[0].Model != "early" {
		t.Error(err, responses)
	}
	responses, rejects, err := readArchive(t, archive(t, entry{"_journal/start.json", `{"eval": {}}`, zip.Deflate}))
	if err != nil || len(responses) != 0 || len(rejects) != 1 || rejects[0].Reason != "the log has no samples" {
		t.Error(err, responses, rejects)
	}
}

// A log whose bytes are damaged is an error of the file, whatever comes before.
func TestArchiveDamaged(t *testing.T) {
	text := strings.Repeat("a long response that packs well and badly 0123456789 ", 50)
	sound := archive(t, entry{"header.json", `{"eval": {"model": "m"}}`, zip.Store}, entry{"samples/1_epoch_1.json", inspectSample(1, 1, text), zip.Store})
	flipped := bytes.Replace(sound, []byte("packs well"), []byte("packs hell"), 1)
	unknown := bytes.Clone(sound)
	at := bytes.LastIndex(unknown, []byte("PK\x01\x02"))
	unknown[at+10] = 99 // the method in the directory
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"cut short", sound[:len(sound)-30], "log.eval: truncated or corrupt zip archive"},
		{"a changed byte", flipped, "log.eval: entry samples/1_epoch_1.json cannot be read (zip: checksum error)"},
		{"a method that is not known", unknown, "log.eval: entry samples/1_epoch_1.json cannot be read (zip: unsupported compression algorithm)"},
		{"another archive", archive(t, entry{"word/document.xml", "x", zip.Store}), "log.eval: no known format of transcripts"},
	}
	for _, test := range tests {
		if _, _, err := readArchive(t, test.data); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	for _, format := range []string{"native", "reasoning-gym"} {
		f, err := transcript.Open("log.eval", transcript.Options{FS: fstest.MapFS{"log.eval": {Data: sound}}, Format: format})
		if err != nil {
			t.Fatal(err)
		}
		for _, err = range f.Responses(t.Context()) {
		}
		if err == nil || !strings.Contains(err.Error(), "this is an archive") {
			t.Errorf("%s: %v", format, err)
		}
		f.Close()
	}
}

// Closing ends the reading of an archive on disk; a directory is refused.
func TestArchiveClosed(t *testing.T) {
	path := t.TempDir() + "/log.eval"
	data := archive(t, entry{"header.json", `{"eval": {}}`, zip.Store}, entry{"samples/1.json", inspectSample(1, 1, "r"), zip.Store}, entry{"samples/2.json", inspectSample(2, 1, "r"), zip.Store})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Open(path, transcript.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var last error
	for _, last = range f.Responses(t.Context()) {
		n++
		f.Close()
	}
	if n != 2 || !errors.Is(last, fs.ErrClosed) {
		t.Errorf("%d items, %v", n, last)
	}
	if _, err := transcript.Open(t.TempDir(), transcript.Options{}); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a directory: %v", err)
	}
}
