package corpus

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

func mustCheck(t *testing.T, path string, sample int) CheckReport {
	t.Helper()
	db, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	report, err := Check(t.Context(), db, CheckOptions{Sample: sample, Task: func(name string) (task.Task, error) {
		if name == "multiplication" {
			return multiplication.Task{}, nil
		}
		return nil, errors.New("no such task")
	}})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// changeRows runs statements in a database behind the program's back.
func changeRows(t *testing.T, path, statements string) {
	t.Helper()
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(context.Background(), func(tx *sql.Tx) error {
		_, err := tx.Exec(statements)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Two files of steps and one of questions and answers, with faulty records: 20
// documents of each are compared.
func TestCheckOfASoundDatabase(t *testing.T) {
	var answers []string
	for _, q := range []string{"12 times 84", "5 times 7", "99 times 99"} {
		answers = append(answers, jsonRecord(t, "question", "What is "+q+"?", "answer", "?"), "{")
	}
	for _, ordered := range []bool{false, true} {
		path := inDir(t, "a.db")
		for _, file := range []string{corpusFile(t, 1, 50, "3x3"), corpusFile(t, 2, 10, "2x2"), writeFile(t, inDir(t, "a.jsonl"), answers...)} {
			mustIndex(t, path, func(opt *Options) { opt.Ordered, opt.MaxRejects = ordered, RejectLimit{Count: 3} }, file)
		}
		report := mustCheck(t, path, 20)
		if len(report.Faults) > 0 || len(report.Unchecked) > 0 || report.Corpora != 1 || report.Files != 3 || report.Documents != 20+10+3 || report.Subgraphs == 0 {
			t.Errorf("ordered %v: %+v", ordered, report)
		}
		if report := mustCheck(t, path, 0); len(report.Faults) > 0 || report.Files != 0 || report.Subgraphs != 0 {
			t.Errorf("without a sample: %+v", report)
		}
	}
}

func TestCheckFindsFaults(t *testing.T) {
	for name, test := range map[string]struct{ statements, says string }{
		"a sub-graph is gone":     {"DELETE FROM subgraph WHERE scope = 'full' AND depth = (SELECT max(depth) FROM subgraph WHERE scope = 'full') AND occurrences = 1", "sub-graphs under full in the first documents"},
		"another fingerprint":     {"UPDATE subgraph SET fingerprint = zeroblob(16) WHERE scope = 'step' AND fingerprint = (SELECT min(fingerprint) FROM subgraph WHERE scope = 'step')", "sub-graphs under step in the first documents"},
		"too many occurrences":    {"UPDATE subgraph SET occurrences = occurrences + 1 WHERE scope = 'hop2'", "under hop2"},
		"more than all documents": {"UPDATE subgraph SET documents = 1000 WHERE scope = 'step'", "under step have counts that cannot be"},
		"no documents":            {"UPDATE subgraph SET documents = 0 WHERE scope = 'shape'", "under shape have counts that cannot be"},
		"a file is gone":          {"DELETE FROM corpus_file", "those of its files are 30 and 0"},
		"a size is gone":          {"DELETE FROM corpus_size", "those of its sizes are 30 and 0"},
		"a problem is gone":       {"DELETE FROM corpus_input", "those of its problems are 30 and 0"},
		"documents":               {"UPDATE corpus SET documents = 31", "compiled, empty or rejected are 31 and 30"},
		"a view":                  {"DROP VIEW accuracy_by_size", "view accuracy_by_size is not there"},
		"another view":            {"DROP VIEW accuracy_by_size; CREATE VIEW accuracy_by_size AS SELECT 1", "view accuracy_by_size is not what"},
		"a foreign key":           {"PRAGMA defer_foreign_keys = 1; UPDATE subgraph SET corpus_id = 7 WHERE scope = 'full'; INSERT INTO corpus VALUES (7, 'x', 'multiplication', 0, 0, 0, 0, 0, 0)", `corpus "x"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := inDir(t, "a.db")
			mustIndex(t, path, nil, corpusFile(t, 1, 30, "3x3"))
			changeRows(t, path, test.statements)
			if report := mustCheck(t, path, 30); !strings.Contains(strings.Join(report.Faults, "\n"), test.says) {
				t.Errorf("%q, want one that says %q", report.Faults, test.says)
			}
		})
	}
}

// A byte that is wrong anywhere in the file is found, or does no harm: no
// panic, and no other error.
func TestCheckOfADamagedFile(t *testing.T) {
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, corpusFile(t, 1, 200, "3x3"))
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	const tries = 60
	for i := range tries {
		damaged := append([]byte(nil), sound...)
		damaged[100+i*(len(sound)-100)/tries] ^= 0xff
		if err := os.WriteFile(path, damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		db, err := database.OpenReadOnly(t.Context(), path)
		if err != nil {
			found++
			continue
		}
		report, err := Check(t.Context(), db, CheckOptions{})
		db.Close()
		if err != nil || len(report.Faults) > 0 {
			found++
		}
	}
	// A wrong byte in the middle of a fingerprint cannot be seen without the sources.
	if found < tries/10 {
		t.Errorf("%d of %d damaged files were found", found, tries)
	}
	t.Logf("%d of %d", found, tries)
}

// Files that are gone or others by now are named, and no fault.
func TestCheckWithoutSources(t *testing.T) {
	path, gone, other := inDir(t, "a.db"), corpusFile(t, 1, 5, "2x2"), corpusFile(t, 2, 5, "2x2")
	mustIndex(t, path, nil, gone, other)
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	writeFile(t, other, scratchpads(t, 3, 5, "2x2")...)
	report := mustCheck(t, path, 5)
	said := strings.Join(report.Unchecked, "\n")
	if len(report.Faults) > 0 || len(report.Unchecked) != 2 || !strings.Contains(said, gone+": it is not there") || !strings.Contains(said, other+": it is another file") {
		t.Errorf("%+v", report)
	}
}
