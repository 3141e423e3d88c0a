package record

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{
		"a.jsonl", "b.txt", "c[1].json", "dir/z.json", "dir/y.jsonl.gz", "dir/X.NDJSON.ZST", "dir/readme.md", "dir/w.csv.gz",
		"dir/sub/a.ndjson", "dir/.hidden.json", "dir/.cache/a.json", "dir/sub.json/inner.json", "empty/readme.md", "store/blob",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("{}\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"hub/train.jsonl":  "../store/blob", // as the Hugging Face cache does
		"hub/broken.jsonl": "../store/absent",
		"hub/loop.json":    "..",
		"linked":           "dir",
	} {
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, link); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	inDir := []string{"dir/X.NDJSON.ZST", "dir/sub/a.ndjson", "dir/sub.json/inner.json", "dir/y.jsonl.gz", "dir/z.json"}

	tests := []struct {
		name string
		args []string
		want []string
		err  string
	}{
		{name: "nothing"},
		{name: "files in their order", args: []string{"b.txt", "a.jsonl", "-"}, want: []string{"b.txt", "a.jsonl", "-"}},
		{name: "repeats", args: []string{"a.jsonl", "-", "./a.jsonl", "dir/../a.jsonl", "-"}, want: []string{"a.jsonl", "-"}},
		{name: "directory", args: []string{"dir"}, want: inDir},
		{name: "directory, repeats", args: []string{"dir/z.json", "dir/"}, want: append([]string{"dir/z.json"}, inDir[:4]...)},
		{name: "links to files", args: []string{"hub"}, want: []string{"hub/broken.jsonl", "hub/train.jsonl"}},
		{name: "link to a directory", args: []string{"linked/sub", "./linked"}, want: []string{
			"linked/sub/a.ndjson", "linked/X.NDJSON.ZST", "linked/sub.json/inner.json", "linked/y.jsonl.gz", "linked/z.json"}},
		{name: "pattern", args: []string{"*.jsonl", "dir/*.json"}, want: []string{"a.jsonl", "dir/sub.json/inner.json", "dir/z.json"}},
		{name: "pattern of hidden names", args: []string{"dir/.h*"}, want: []string{"dir/.hidden.json"}},
		{name: "pattern of any name", args: []string{"?.*"}, want: []string{"a.jsonl", "b.txt"}},
		{name: "name that looks like a pattern", args: []string{"c[1].json"}, want: []string{"c[1].json"}},
		{name: "absent", args: []string{"a.jsonl", "nope.jsonl"}, err: "nope.jsonl: file does not exist; name a file, a directory"},
		{name: "pattern without a match", args: []string{"*.parquet"}, err: "*.parquet: no file matches this pattern"},
		{name: "bad pattern", args: []string{"[a"}, err: "[a: syntax error in pattern: check its brackets"},
		{name: "double star", args: []string{"dir/**/*.json"}, err: "dir/**/*.json: ** is not known in patterns; name the directory"},
		{name: "directory without JSON", args: []string{"empty"}, err: "empty: no files that end in .json, .jsonl or .ndjson"},
		{name: "pattern of such a directory", args: []string{"emp*"}, err: "emp*: empty: no files that end in"},
		{name: "below a file", args: []string{"a.jsonl/b"}, err: "a.jsonl/b: not a directory"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Expand(test.args)
			checkError(t, err, test.err)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
