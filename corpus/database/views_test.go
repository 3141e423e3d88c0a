package database

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// viewed is a database with examples of one task, each added by the functions
// below, and what a view makes of them.
type viewed struct {
	t  *testing.T
	tx *sql.Tx
}

func (v viewed) exec(query string, args ...any) {
	v.t.Helper()
	if _, err := v.tx.Exec(query, args...); err != nil {
		v.t.Fatal(err)
	}
}

// example adds an example and responses of a model to it, right or wrong.
func (v viewed) example(id int, size, answers string) {
	v.t.Helper()
	v.exec("INSERT INTO example VALUES (?1, 'm', 's', ?1, 'q', 'i' || ?1, ?2, 'g', 11, 13, 20, 3, 4, 4.3)", id, size)
	for i, c := range answers {
		v.exec("INSERT INTO response VALUES (NULL, ?, 'long', 'gpt', ?, '1', '1', ?, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 0, 0, 0)", id, i, c == 'r')
	}
}

// covered adds how many of an example's operations were seen under a scope.
func (v viewed) covered(id int, scope string, operations, seen, sink int, exposure float64) {
	v.t.Helper()
	v.exec("INSERT INTO example_coverage VALUES (?, 'long', 1, ?, ?, ?, ?, 0, 0, ?, 0)", id, scope, operations, seen, exposure, sink)
}

// view gives the rows of a query, columns separated by blanks.
func view(t *testing.T, query string, fill func(viewed)) (rows []string) {
	t.Helper()
	db, err := inNew(t, func(tx *sql.Tx) error {
		v := viewed{t, tx}
		v.exec("INSERT INTO source VALUES ('s', 'x', 'native', 1, 1, 0, 'now')")
		fill(v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	columns, _ := result.Columns()
	for result.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := result.Scan(to...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(values))
		for i, value := range values {
			row[i] = fmt.Sprint(value)
			if f, ok := value.(float64); ok {
				row[i] = fmt.Sprintf("%.4g", f)
			}
		}
		rows = append(rows, strings.Join(row, " "))
	}
	return rows
}

func TestViewCompositionality(t *testing.T) {
	got := view(t, "SELECT size, operations, low_examples, high_examples, low_accuracy, high_accuracy, gap FROM compositionality ORDER BY size, operations", func(v viewed) {
		// Twenty examples with every step seen; the first ten with 1 of 11
		// full sub-graphs seen, the others with 2: the median lies between.
		// Right are 4 of the first ten and 9 of the others.
		for id := 1; id <= 20; id++ {
			answer, full := "w", 1
			if id <= 4 || id > 11 {
				answer = "r"
			}
			if id > 10 {
				full = 2
			}
			v.example(id, "2x2", answer)
			v.covered(id, "step", 11, 11, 5, 1)
			v.covered(id, "full", 11, full, 0, 1)
		}
		// 9 of 11 steps seen, the last among them: 8 of the 10 before it.
		v.example(21, "2x2", "w")
		v.covered(21, "step", 11, 9, 5, 1)
		v.covered(21, "full", 11, 11, 0, 1)
		// 9 of 11, without the last: 9 of 10 is 90 %. A stratum of its own size,
		// with three of equal shares: none is below the median.
		for id := 22; id <= 24; id++ {
			v.example(id, "3x2", "rw")
			v.covered(id, "step", 11, 9, 0, 1)
			v.covered(id, "full", 11, 3, 0, 1)
		}
		// One operation: none is before the last.
		v.example(25, "1x1", "r")
		v.covered(25, "step", 1, 1, 5, 1)
		v.covered(25, "full", 1, 1, 5, 1)
	})
	want := []string{
		"2x2 11 10 10 0.4 0.9 0.5",
		"3x2 11 0 3 <nil> <nil> <nil>",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// An example that was worked in two ways has the graph of the way that most of
// its responses took, of equals the first taken, and the weight of them all.
func TestViewExampleWeight(t *testing.T) {
	got := view(t, "SELECT example_id, algorithm, right_weight, responses, right_responses, unread FROM example_weight ORDER BY example_id", func(v viewed) {
		v.example(1, "2x2", "rww")
		v.exec("UPDATE response SET algorithm = 'split', answer = NULL WHERE example_id = 1 AND sample > 0")
		v.example(2, "2x2", "rw")
		v.exec("UPDATE response SET algorithm = 'split' WHERE example_id = 2 AND sample = 0")
		// The same problem in another file, where it was split: its graph is there.
		v.example(3, "2x2", "rrr")
		v.exec("UPDATE response SET algorithm = 'split', finished = 0 WHERE example_id = 3")
		v.exec("UPDATE example SET input = 'i2' WHERE example_id = 3")
	})
	// 1/3 right; 1 + 3 of 2 + 3.
	want := []string{"1 split 0.3333 3 1 2", "2 split 0.8 5 4 3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestViewSampling(t *testing.T) {
	got := view(t, "SELECT size, examples, responses, fewest_samples, most_samples, pass_1, any_right, all_right FROM sampling ORDER BY size", func(v viewed) {
		v.example(1, "2x2", "rrww") // 1/2
		v.example(2, "2x2", "ww")   // 0
		v.example(3, "2x2", "rr")   // 1
		v.example(4, "2x2", "wwwr") // 1/4
		v.example(5, "3x3", "w")
	})
	// (1/2 + 0 + 1 + 1/4) / 4 = 0.4375
	want := []string{"2x2 4 12 2 4 0.4375 0.75 0.25", "3x3 1 1 1 1 0 0 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestViewAccuracyBySize(t *testing.T) {
	got := view(t, "SELECT size, examples, responses, right_responses, accuracy, unfinished, no_answer FROM accuracy_by_size ORDER BY size", func(v viewed) {
		v.example(1, "2x2", "rrrw")
		v.example(2, "2x2", "wwww")
		v.exec("UPDATE response SET finished = 0, answer = NULL WHERE example_id = 2 AND sample = 0")
		v.exec("UPDATE response SET finished = NULL WHERE example_id = 2 AND sample = 1") // not said
	})
	if diff := cmp.Diff([]string{"2x2 2 8 3 0.375 1 1"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestViewCoverageByCorrectness(t *testing.T) {
	got := view(t, `SELECT scope, examples, right_examples, wrong_examples, exposure_right, exposure_wrong, share_seen_right, share_seen_wrong
		FROM coverage_by_correctness`, func(v viewed) {
		v.example(1, "2x2", "r")
		v.covered(1, "full", 10, 4, 0, 2)
		v.example(2, "2x2", "rw") // half right, half wrong
		v.covered(2, "full", 10, 1, 0, 0.5)
		v.example(3, "2x2", "w")
		v.covered(3, "full", 10, 2, 0, 1)
	})
	// Right: (2 + 0.5/2) / 1.5 and (0.4 + 0.1/2) / 1.5; wrong: (0.5/2 + 1) / 1.5 and (0.1/2 + 0.2) / 1.5.
	if diff := cmp.Diff([]string{"full 3 1.5 1.5 1.5 0.8333 0.3 0.1667"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestViewCoverageByDepth(t *testing.T) {
	got := view(t, "SELECT depth, right_nodes, wrong_nodes, mean_documents_right, mean_documents_wrong FROM coverage_by_depth ORDER BY depth", func(v viewed) {
		node := func(id int, label string, layer, documents int) {
			v.exec("INSERT INTO node VALUES (?, 'long', ?, 0, 'add', '1', ?, NULL)", id, label, layer)
			v.exec("INSERT INTO coverage VALUES (?, 'long', ?, 1, 'full', ?, ?)", id, label, documents, documents)
			v.exec("INSERT INTO coverage VALUES (?, 'long', ?, 1, 'step', 99, 99)", id, label) // another scope
		}
		v.example(1, "2x2", "r")
		node(1, "a", 1, 10)
		node(1, "b", 1, 20)
		node(1, "c", 2, 3)
		v.example(2, "2x2", "rwww") // a quarter right
		node(2, "a", 1, 50)
	})
	// Layer 1: right (10 + 20 + 50/4) / 2.25 = 18.889, wrong 50.
	if diff := cmp.Diff([]string{"1 2.25 0.75 18.89 50", "2 1 0 3 <nil>"}, got); diff != "" {
		t.Error(diff)
	}
}

// judged fills a graph of two nodes, made by two ops, and two responses to it.
func (v viewed) judged() {
	v.example(1, "2x2", "rw")
	v.exec("INSERT INTO node VALUES (1, 'long', 'a', 0, 'multiply', '1', 1, NULL), (1, 'long', 'b', 1, 'add', '1', 2, '[0]')")
	v.exec(`INSERT INTO outcome VALUES (1, 'a', '1', 0, 'correct', 1, NULL), (1, 'b', '2', 0, 'local', 1, NULL), (1, 'step[7]', '2', 0, 'unaligned', NULL, 1),
		(2, 'a', '1', 0, 'correct', 1, NULL), (2, 'b', '2', 1, 'propagation', 0, NULL)`) // the last is inferred: left out
}

func TestViewsOfOutcomes(t *testing.T) {
	for by, want := range map[string][]string{
		"layer": {"<nil> unaligned 1 1", "1 correct 2 1", "2 local 1 1"},
		"op":    {"<nil> unaligned 1 1", "add local 1 1", "multiply correct 2 1"},
		"size":  {"2x2 correct 2 0.5", "2x2 local 1 0.25", "2x2 unaligned 1 0.25"},
	} {
		got := view(t, fmt.Sprintf("SELECT %[1]s, outcome, nodes, share FROM outcome_by_%[1]s ORDER BY %[1]s, outcome", by), viewed.judged)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("by %s: %s", by, diff)
		}
	}
}
