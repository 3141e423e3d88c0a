package database

import (
	"database/sql"
	"strings"
	"testing"
)

// contract is written down from DESIGN.md, "The database": tables and columns
// that people build on. More may be there; none of these may go or be renamed.
var contract = map[string]string{
	"meta":               "key value",
	"corpus":             "corpus_id name task documents compiled empty rejected nodes bytes",
	"corpus_file":        "corpus_id path sha256 format documents compiled empty rejected indexed_at",
	"subgraph":           "corpus_id scope fingerprint op depth nodes documents occurrences",
	"example":            "example_id task source external_id question input size gold operations nodes edges depth width parallelism",
	"node":               "example_id algorithm node position op value layer",
	"coverage":           "example_id algorithm node corpus_id scope documents occurrences",
	"reference_coverage": "example_id algorithm corpus_id scope exposures",
	"example_coverage":   "example_id algorithm corpus_id scope operations seen_nodes mean_log_documents min_documents deepest_seen_layer sink_documents seen",
	"response":           "response_id example_id algorithm model sample answer answer_lenient correct logged_correct reward logprob finished lines_parsed lines_rejected miscopied",
	"outcome":            "response_id node value inferred outcome",
	"step_score":         "response_id step score",
	"thought":            "response_id thought parent text score kept right",
	"finding":            "finding_id model task corpus_id scope measure stratum estimate low high p q n verdict note",
}

var contractViews = []string{"coverage_by_depth", "coverage_by_correctness", "outcome_by_layer", "accuracy_by_size", "compositionality", "sampling"}

// newFile is a new database, open to read.
func newFile(t *testing.T) *DB {
	t.Helper()
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	return openReadOnly(t, path)
}

func TestSchemaKeepsTheContract(t *testing.T) {
	db := newFile(t)
	for table, columns := range contract {
		have := one[string](t, db, "SELECT ifnull(group_concat(name, ' '), '') FROM pragma_table_info(?)", table)
		for _, column := range strings.Fields(columns) {
			if !strings.Contains(" "+have+" ", " "+column+" ") {
				t.Errorf("table %s has no column %s, only %s", table, column, have)
			}
		}
		if kind := one[string](t, db, "SELECT ifnull(max(type), 'nothing') FROM pragma_table_list WHERE name = ?", table); kind != "table" {
			t.Errorf("%s is %s, want a table", table, kind)
		}
	}
	for _, view := range contractViews {
		if kind := one[string](t, db, "SELECT ifnull(max(type), 'nothing') FROM pragma_table_list WHERE name = ?", view); kind != "view" {
			t.Errorf("%s is %s, want a view", view, kind)
			continue
		}
		if n := one[int](t, db, "SELECT count(*) FROM "+view); n != 0 { // compiles its SQL
			t.Errorf("view %s has %d rows in an empty database", view, n)
		}
	}
	if version := one[int](t, db, "SELECT user_version FROM pragma_user_version"); version != SchemaVersion {
		t.Errorf("user_version %d", version)
	}
	// The bytes "gcov": file(1) and others tell our files by them.
	if id := one[string](t, db, "SELECT printf('%x', application_id) FROM pragma_application_id"); id != "67636f76" {
		t.Errorf("application_id %s", id)
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	db := newFile(t)
	if loose := one[string](t, db, "SELECT ifnull(group_concat(name), '') FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND NOT strict"); loose != "" {
		t.Errorf("tables that take values of any type: %s", loose)
	}
}

// A corpus or a source that is deleted takes with it everything said of it,
// and nothing else.
func TestDeletingCascades(t *testing.T) {
	const rows = `
		INSERT INTO corpus VALUES (2, 'd', 'multiplication', 1, 1, 0, 0, 1, 1);
		INSERT INTO source VALUES ('s1', 'x', 'native', 1, 1, 0, 'now'), ('s2', 'y', 'native', 1, 1, 0, 'now');
		INSERT INTO source_reject VALUES ('s1', 'r', 1, 1), ('s2', 'r', 1, 1);
		INSERT INTO example VALUES (1, 'm', 's1', '1', 'q', 'i', '1x1', 'g', 1, 3, 2, 1, 2, 3.0), (2, 'm', 's2', '1', 'q', 'i', '1x1', 'g', 1, 3, 2, 1, 2, 3.0);
		INSERT INTO node VALUES (1, 'long', 'p', 2, 'multiply', '6', 1, '[0,1]'), (2, 'long', 'p', 2, 'multiply', '6', 1, '[0,1]');
		INSERT INTO response VALUES (1, 1, 'long', 'm', 0, '6', '6', 1, 1, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, 0), (2, 2, 'long', 'm', 0, '6', '6', 1, 1, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, 0);
		INSERT INTO miscopy VALUES (1, 'k', 1), (2, 'k', 1);
		INSERT INTO outcome VALUES (1, 'p', '6', 0, 'correct', 1, NULL), (2, 'p', '6', 0, 'correct', 1, NULL);
		INSERT INTO step_score VALUES (1, 0, 0.5), (2, 0, 0.5);
		INSERT INTO thought VALUES (1, 'a', NULL, 't', 0.5, 1, NULL), (2, 'a', NULL, 't', NULL, 0, 1);
		INSERT INTO corpus_file SELECT corpus_id, 'p', 's', 'f', 1, 1, 0, 0, 1, 0, 1, 'now' FROM corpus;
		INSERT INTO subgraph SELECT corpus_id, 'full', x'00', 'multiply', 1, 3, 1, 1 FROM corpus;
		INSERT INTO corpus_input SELECT corpus_id, x'00', 1 FROM corpus;
		INSERT INTO corpus_size SELECT corpus_id, '1x1', 1 FROM corpus;
		INSERT INTO coverage SELECT example_id, 'long', 'p', corpus_id, 'full', 1, 1 FROM example, corpus;
		INSERT INTO example_coverage SELECT example_id, 'long', corpus_id, 'full', 1, 1, 0.5, 1, 1, 1, 1 FROM example, corpus;
		INSERT INTO reference_coverage SELECT example_id, 'long', corpus_id, 'full', '[0.5]' FROM example, corpus;
		INSERT INTO finding SELECT corpus_id, 'm', 'm', corpus_id, 'full', 'auc', 'all', 0.5, 0.4, 0.6, 0.1, 0.1, 9, 'weak', '' FROM corpus;`
	ofCorpus := []string{"corpus", "corpus_file", "subgraph", "corpus_input", "corpus_size", "finding"}
	ofSource := []string{"source", "source_reject", "example", "node", "response", "miscopy", "outcome", "step_score", "thought"}
	ofBoth := []string{"coverage", "example_coverage", "reference_coverage"} // four rows each
	for _, test := range []struct {
		deletion     string
		halved, kept []string
	}{
		{"DELETE FROM corpus WHERE name = 'd'", ofCorpus, ofSource},
		{"DELETE FROM source WHERE source = 's1'", ofSource, ofCorpus},
	} {
		db, err := inNew(t, func(tx *sql.Tx) error {
			if _, err := tx.Exec(rows); err != nil {
				return err
			}
			_, err := tx.Exec(test.deletion)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		count := func(tables []string, want int) {
			t.Helper()
			for _, table := range tables {
				if n := one[int](t, db, "SELECT count(*) FROM "+table); n != want {
					t.Errorf("%s leaves %d rows in %s, want %d", test.deletion, n, table, want)
				}
			}
		}
		count(test.halved, 1)
		count(test.kept, 2)
		count(ofBoth, 2)
	}
}

func TestOutcomesAreThoseOfTheMethod(t *testing.T) {
	const before = `INSERT INTO source VALUES ('s', 'x', 'native', 1, 1, 0, 'now');
		INSERT INTO example VALUES (1, 'm', 's', '1', 'q', 'i', '1x1', 'g', 1, 3, 2, 1, 2, 3.0);
		INSERT INTO response VALUES (1, 1, 'long', 'm', 0, '6', '6', 1, 1, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, 0);`
	_, err := inNew(t, func(tx *sql.Tx) error {
		_, err := tx.Exec(before)
		if err != nil {
			return err
		}
		// METHOD.md section 4.
		for _, outcome := range []string{"correct", "local", "propagation", "restoration_masked", "restoration_unexplained", "missing", "unaligned"} {
			if _, err := tx.Exec("INSERT INTO outcome VALUES (1, ?, NULL, 0, ?, NULL, NULL)", "n"+outcome, outcome); err != nil {
				t.Error(err)
			}
		}
		if _, err := tx.Exec("INSERT INTO outcome VALUES (1, 'x', NULL, 0, 'wrong', NULL, NULL)"); err == nil {
			t.Error("an outcome of another name is taken")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
