package corpus

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// An index and a search of the same files agree: as many documents are found as
// were counted, and no line twice.
func TestFindAgreesWithTheIndex(t *testing.T) {
	for _, ordered := range []bool{false, true} {
		path, file := inDir(t, "a.db"), writeFile(t, inDir(t, "a.jsonl"), scratchpads(t, 1, 25, "2x1")...)
		mustIndex(t, path, func(opt *Options) { opt.Ordered = ordered }, file)
		db, err := database.OpenReadOnly(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		rows, err := rowsOf(t.Context(), db, "SELECT scope, lower(hex(fingerprint)), documents FROM subgraph ORDER BY documents DESC, 1, 2")
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if i >= 10 && i%20 != 0 { // the most frequent ones, and some others
				continue
			}
			var scope, key string
			var documents int
			if _, err := fmt.Sscan(row, &scope, &key, &documents); err != nil {
				t.Fatal(err)
			}
			parsed, err := graph.ParseScope(scope)
			if err != nil {
				t.Fatal(err)
			}
			found, err := Find(t.Context(), db, Search{Task: multiplication.Task{}, Paths: []string{file}}, parsed, fingerprintOf(t, key))
			if err != nil {
				t.Fatal(err)
			}
			lines := make([]string, len(found))
			for i, l := range found {
				lines[i] = l.String()
			}
			if len(found) != documents || len(slices.Compact(slices.Clone(lines))) != documents {
				t.Errorf("ordered %v, %s %s: found in %v, %d documents were counted", ordered, scope, key, lines, documents)
			}
		}
	}
}

func fingerprintOf(t *testing.T, hexadecimal string) (f graph.Fingerprint) {
	t.Helper()
	if _, err := fmt.Sscanf(hexadecimal, "%016x%016x", &f.Hi, &f.Lo); err != nil {
		t.Fatal(err)
	}
	return f
}

// 3 x 4 = 12 is in lines 1 and 4 of the first file and line 1 of the second,
// either way round, and a faulty line is passed over.
func TestFindNamesFileAndLine(t *testing.T) {
	question := func(q string) string { return jsonRecord(t, "question", "What is "+q+"?", "answer", "") }
	first := writeFile(t, inDir(t, "1.jsonl"), question("3 times 4"), question("3 times 5"), "{", question("4 times 3"))
	second := writeFile(t, inDir(t, "2.jsonl"), question("3 times 4"))
	db, _ := openIndexed(t, 1, "1x1")
	g := new(graph.Graph)
	product := g.Add("multiply", graph.Name("p"), "12", g.Source(graph.Name("a"), "3"), g.Source(graph.Name("b"), "4"))
	fingerprinter := graph.NewFingerprinter([]graph.Scope{graph.Full()}, false)
	fingerprinter.Compute(g)
	wanted := fingerprinter.At(0, product)
	for _, test := range []struct {
		limit int
		want  []string
	}{{0, []string{first + ":1", first + ":4", second + ":1"}}, {2, []string{first + ":1", first + ":4"}}, {1, []string{first + ":1"}}} {
		found, err := Find(t.Context(), db, Search{Task: multiplication.Task{}, Paths: []string{first, second}, Limit: test.limit}, graph.Full(), wanted)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range found {
			got = append(got, l.String())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("limit %d: %q, want %q", test.limit, got, test.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Find(ctx, db, Search{Task: multiplication.Task{}, Paths: []string{first}}, graph.Full(), wanted); !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancel: %v", err)
	}
	if _, err := Find(t.Context(), db, Search{Task: multiplication.Task{}, Paths: []string{"absent.jsonl"}}, graph.Full(), wanted); err == nil || !strings.Contains(err.Error(), "absent.jsonl") {
		t.Errorf("of a file that is not there: %v", err)
	}
}
