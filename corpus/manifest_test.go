package corpus

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/zeebo/xxh3"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// Whoever edits a manifest and its checksum, and the runs, gets an error or
// other counts, but no panic.
func FuzzCheckpoint(f *testing.F) {
	path := filepath.Join(f.TempDir(), "a.db")
	index(f, path, resuming(new([]string), nil), corpusFile(f, 1, 1, "1x1"), "absent")
	kept, err := readManifest(path + ".resume")
	if err != nil {
		f.Fatal(err)
	}
	kept.Settings = nil // the shorter, the better to vary
	body, err := json.Marshal(kept)
	if err != nil {
		f.Fatal(err)
	}
	runs := mustRead(f, filepath.Join(path+".resume", kept.Parts[0].File))
	f.Add(body, []byte(runs))
	f.Add([]byte(`{"parts": [{"file": "runs-1", "kinds": [{}], "runs": [[9, 9, 9, 9, 9]], "sizes": {}}]}`), []byte("012345678901234567890"))
	f.Add([]byte(`{"files": [{"documents": -1}]}`), []byte{})
	f.Add([]byte(`{"parts": [{"file": "../runs-1", "kinds": [{}]}]}`), []byte{})
	f.Fuzz(func(t *testing.T, body, runs []byte) {
		parseManifest(body)
		m, err := parseManifest([]byte(manifestTitle + checksum(body) + "\n" + string(body)))
		if err != nil {
			return
		}
		dir := t.TempDir()
		opt := Options{Task: multiplication.Task{}, Scopes: graph.DefaultScopes()}
		c := &checkpoint{opt: &opt, dir: dir, kept: *m}
		for i := range c.kept.Parts {
			p := &c.kept.Parts[i]
			p.Checksum = hexSum(xxh3.Hash128(runs[:min(p.length(), int64(len(runs)))]))
			if os.WriteFile(filepath.Join(dir, p.File), runs, 0o666) != nil {
				return // no name for a file
			}
		}
		defer c.close()
		if c.restore(t.Context()) != nil || len(c.before) == 0 {
			return
		}
		joined := (&pipeline{before: c.before}).merge(1 << 20)
		for table := range joined.inputs() + 1 {
			joined.rows(table, func(*row) error { return nil })
		}
	})
}

// What no run can have written is refused, though its checksum is right.
func TestManifestOfImpossibleNumbers(t *testing.T) {
	sound := func() manifest {
		return manifest{
			Files: []keptFile{{Account: Account{Path: "a", Documents: 3, Compiled: 2, Empty: 1}}},
			Parts: []keptPart{{File: "runs-1", Runs: [][]int64{{5, 9}, {9, 12}}, Kinds: []keptKind{{}, {"add", 1}}, Documents: 2, Nodes: 4, Sizes: map[string]int64{"1x1": 2}}},
		}
	}
	for name, change := range map[string]func(m *manifest){
		"":                           func(*manifest) {},
		"documents that are missing": func(m *manifest) { m.Files[0].Documents = 4 },
		"negative":                   func(m *manifest) { m.Files[0].Size = -1 },
		"more than was counted":      func(m *manifest) { m.Parts[0].Documents = 1; m.Parts[0].Sizes["1x1"] = 1 },
		"sizes that do not add up":   func(m *manifest) { m.Parts[0].Sizes["1x1"] = 1 },
		"runs backwards":             func(m *manifest) { m.Parts[0].Runs[1][0] = 8 },
		"a path":                     func(m *manifest) { m.Parts[0].File = "../runs-1" },
		"another file":               func(m *manifest) { m.Parts[0].File = "manifest" },
		"no kinds":                   func(m *manifest) { m.Parts[0].Kinds = nil },
		"overflow":                   func(m *manifest) { m.Files[0].Documents, m.Files[0].Compiled = math.MinInt64, math.MaxInt64 },
		"a file that was left out":   func(m *manifest) { m.Files[0].Skipped = "binary" },
	} {
		m := sound()
		change(&m)
		data, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseManifest(data); (err == nil) != (name == "") {
			t.Errorf("%q: error %v", name, err)
		}
	}
}
