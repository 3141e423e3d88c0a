package main

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// damage cuts the file short or turns bits of it over, at random places.
func damage(rng *rand.Rand, data []byte) (damaged []byte, how string) {
	damaged = slices.Clone(data)
	if rng.IntN(3) == 0 {
		return damaged[:rng.IntN(len(damaged))], "cut short"
	}
	for range 1 + rng.IntN(3) {
		damaged[rng.IntN(len(damaged))] ^= 1 << rng.IntN(8)
	}
	return damaged, "bits turned over"
}

// Damaged training files give the counts of what their bytes now say, record by
// record as the test itself cuts them, or fail the run with their name.
func TestFaultDamagedCorpora(t *testing.T) {
	n := roundsOf(t, 10)
	formats := []string{"jsonl", "jsonl.gz", "json", "jsonl.zst", "txt", "parquet", "sqlite"}
	rounds(t, n, func(t *testing.T, rng *rand.Rand, happened tally) {
		format := formats[rng.IntN(len(formats))]
		dir, out, elsewhere := t.TempDir(), t.TempDir(), t.TempDir()
		file, path := filepath.Join(dir, "train."+format), filepath.Join(out, "a.db")
		sound := filepath.Join(dir, "sound.jsonl")
		writeCorpus(t, sound, 1, 5)
		data, how := damage(rng, mustRead(t, writeCorpus(t, file, rng.Uint64(), 12)))
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		args := []string{"index", "--db", path, "--task", "multiplication", "--max-rejects", "100%", sound, file}
		if rng.IntN(2) == 0 {
			args = append(args, "--resume", "--checkpoint", "1ms")
		}
		end := finish(t, process(elsewhere, args...), 0, 0)
		wantFiles(t, elsewhere)
		records, err := recordsOf(t, file, format)
		key := "damaged corpus|" + format + "|" + how + ": "
		if refusedFile(t, end, path, err, file) {
			happened[key+"refused"]++
			return
		}
		want := count(t, mustRead(t, sound))
		for _, r := range records {
			want.add(count(t, r))
		}
		if diff := cmp.Diff(want, countsIn(t, path), cmp.AllowUnexported(counted{})); diff != "" {
			t.Fatalf("counts of %s, %s, are not those of the records one by one: %s\n%s", format, how, diff, end.stderr)
		}
		what := "no record faulty"
		if want.totals["rejected"] > 0 {
			what = "faulty records left out"
		}
		happened[key+"counted, "+what]++
	})
}

// counted is what a database has of its one corpus.
type counted struct {
	totals map[string]int64
	rows   map[string][2]int64 // documents and occurrences of a sub-graph, documents of a problem or a size
}

func (c counted) add(other counted) {
	for name, n := range other.totals {
		c.totals[name] += n
	}
	for key, n := range other.rows {
		sum := c.rows[key]
		c.rows[key] = [2]int64{sum[0] + n[0], sum[1] + n[1]}
	}
}

// count indexes a file of its own, in memory but for the database.
func count(t *testing.T, data []byte) counted {
	t.Helper()
	path := filepath.Join(t.TempDir(), "one.db")
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	report, err := corpus.Index(t.Context(), db, corpus.Options{
		Task: multiplication.Task{}, FS: fstest.MapFS{"one.jsonl": {Data: data}}, Paths: []string{"one.jsonl"}, Workers: 1,
		MaxRejects: corpus.RejectLimit{Percent: 100, IsShare: true},
	})
	if err == nil {
		return countsIn(t, path)
	}
	a := report.Total // of a record that has nothing to count
	if a.Documents == 0 {
		a.Documents, a.Rejected = 1, 1 // one that alone looks like no JSON at all
	}
	return counted{map[string]int64{"documents": a.Documents, "compiled": a.Compiled, "empty": a.Empty, "rejected": a.Rejected}, map[string][2]int64{}}
}

func countsIn(t *testing.T, path string) counted {
	t.Helper()
	db, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := counted{make(map[string]int64), make(map[string][2]int64)}
	each := func(query string, row func(scan func(...any))) {
		err := database.EachRow(t.Context(), db, query, nil, func(rows *sql.Rows) error {
			var err error
			row(func(to ...any) { err = rows.Scan(to...) })
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	each("SELECT documents, compiled, empty, rejected FROM corpus", func(scan func(...any)) {
		var n [4]int64
		scan(&n[0], &n[1], &n[2], &n[3])
		for i, name := range []string{"documents", "compiled", "empty", "rejected"} {
			c.totals[name] += n[i]
		}
	})
	each(`SELECT scope || ' ' || hex(fingerprint) || ' ' || op || ' ' || depth, documents, occurrences FROM subgraph
		UNION ALL SELECT 'problem ' || hex(fingerprint), documents, 0 FROM corpus_input
		UNION ALL SELECT 'size ' || size, documents, 0 FROM corpus_size`, func(scan func(...any)) {
		var key string
		var n [2]int64
		scan(&key, &n[0], &n[1])
		c.rows[key] = n
	})
	return c
}

// Damaged transcripts give the answers that their records give one by one, or
// fail the run with their name; an analysis that fails changes nothing.
func TestFaultDamagedTranscripts(t *testing.T) {
	n := roundsOf(t, 4)
	rounds(t, n, func(t *testing.T, rng *rand.Rand, happened tally) {
		format := []string{"jsonl", "jsonl.gz"}[rng.IntN(2)]
		dir, out, elsewhere := t.TempDir(), t.TempDir(), t.TempDir()
		file, path := filepath.Join(dir, "answers."+format), filepath.Join(out, "a.db")
		data, how := damage(rng, mustRead(t, writeTranscripts(t, file, rng.Uint64(), 10)))
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		end := finish(t, process(elsewhere, "analyze", "--db", path, "--max-rejects", "100%", file), 0, 0)
		wantFiles(t, elsewhere)
		records, err := recordsOf(t, file, format)
		key := "damaged transcripts|" + format + "|" + how + ": "
		if refusedFile(t, end, path, err, file, "no response could be used") {
			happened[key+"refused"]++
			return
		}
		var want []string
		for _, r := range records {
			want = append(want, answers(t, r)...)
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, answersIn(t, path)); diff != "" {
			t.Fatalf("answers are not those of the records one by one: %s", diff)
		}
		happened[key+fmt.Sprintf("judged, %d of 10", min(len(want), 10))]++
	})
}

// answers analyzes one record in a file of its own.
func answers(t *testing.T, record []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "one.db")
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = coverage.Analyze(t.Context(), db, coverage.Options{
		FS: fstest.MapFS{"one.jsonl": {Data: record}}, Paths: []string{"one.jsonl"}, MaxRejects: corpus.RejectLimit{Percent: 100, IsShare: true},
		Format: "native", Seed: 1,
	})
	if err != nil {
		return nil
	}
	return answersIn(t, path)
}

func answersIn(t *testing.T, path string) (all []string) {
	t.Helper()
	db, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = database.EachRow(t.Context(), db, `SELECT json_array(external_id, question, size, model, sample, answer, correct, miscopied,
		(SELECT count(*) FROM outcome o WHERE o.response_id = r.response_id), (SELECT count(*) FROM outcome o WHERE o.response_id = r.response_id AND outcome = 'correct'))
		FROM response r JOIN example e USING (example_id)`, nil, func(rows *sql.Rows) error {
		var row string
		err := rows.Scan(&row)
		all = append(all, row)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// refusedFile reports whether a first run has failed. It must say one of these, and
// leave no database. One that is done must not be where the test itself could not
// read the file.
func refusedFile(t *testing.T, end ending, path string, unreadable error, says ...string) bool {
	t.Helper()
	switch {
	case end.code == exitFailed:
		if !slices.ContainsFunc(says, func(part string) bool { return strings.Contains(end.stderr, part) }) {
			t.Fatalf("the message does not name the file: %v", end)
		}
		if _, err := os.Stat(path); err == nil {
			t.Fatal("a failed first run leaves a database")
		}
		return true
	case end.code != exitDone:
		t.Fatal(end)
	case unreadable != nil:
		t.Fatalf("the run is done with a file that cannot be read: %v", unreadable)
	}
	return false
}
