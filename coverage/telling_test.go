package coverage_test

import (
	"database/sql"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/estimate"
)

// told is a response with its graph's coverage and its outcomes.
type told struct {
	operations               int
	right                    bool
	full, step, sink         int // nodes seen under each scope; documents of the sink under full
	seen                     bool
	outcomes                 string // a letter a node: c, l, p, m, u for correct, local, propagation, restoration_masked, restoration_unexplained, - missing
	unalignedSteps, inferred int    // inferred: so many of the first nodes
}

// tell makes a database of these, numbered from 1, each the response to an
// example of its own.
func tell(t *testing.T, all ...told) *database.DB {
	t.Helper()
	db := create(t)
	names := map[rune]string{'c': "correct", 'l': "local", 'p': "propagation", 'm': "restoration_masked", 'u': "restoration_unexplained", '-': "missing"}
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		exec := func(statement string, args ...any) {
			if _, err := tx.ExecContext(t.Context(), statement, args...); err != nil {
				t.Fatal(err)
			}
		}
		exec("INSERT INTO source (source, sha256, format, records, responses, rejected, analyzed_at) VALUES ('s', 'hash', 'native', 0, 0, 0, '')")
		exec("INSERT INTO corpus (corpus_id, name, task, documents, compiled, empty, rejected, nodes, bytes) VALUES (1, 'train', 'multiplication', 9, 9, 0, 0, 0, 0), (2, 'other', 'multiplication', 9, 9, 0, 0, 0, 0)")
		for i, x := range all {
			id := i + 1
			exec("INSERT INTO example (example_id, task, source, external_id, question, input, size, gold, operations) VALUES (?1, 'multiplication', 's', ?1, '', ?1, '2x2', '42', ?2)", id, x.operations)
			exec("INSERT INTO response (response_id, example_id, algorithm, model, sample, answer, correct, lines_parsed, lines_rejected, miscopied) VALUES (?, ?, 'long', 'm', 0, '42', ?, 0, 0, 0)", id+100, id, x.right)
			for scope, nodes := range map[string]int{"full": x.full, "step": x.step} {
				documents := x.sink
				if scope == "step" {
					documents = 0
				}
				exec(`INSERT INTO example_coverage (example_id, algorithm, corpus_id, scope, operations, seen_nodes, mean_log_documents, min_documents, deepest_seen_layer, sink_documents, seen)
					VALUES (?, 'long', 1, ?, ?, ?, 0, 0, 0, ?, ?)`, id, scope, x.operations, nodes, documents, x.seen)
			}
			for k, letter := range x.outcomes {
				exec("INSERT INTO node (example_id, algorithm, node, position, op, value, layer) VALUES (?, 'long', ?, ?, 'add', '7', 1)", id, fmt.Sprintf("n[%d]", k), k)
				exec("INSERT INTO outcome (response_id, node, value, inferred, outcome) VALUES (?, ?, '7', ?, ?)", id+100, fmt.Sprintf("n[%d]", k), k < x.inferred, names[letter])
			}
			for k := range x.unalignedSteps {
				exec("INSERT INTO outcome (response_id, node, value, inferred, outcome) VALUES (?, ?, '7', 0, 'unaligned')", id+100, fmt.Sprintf("step[%d]", k))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestTellingExamples(t *testing.T) {
	db := tell(t,
		told{operations: 9, right: true, full: 9, step: 9, sink: 4},            // 1: recalled, but the graph is larger than that of 3
		told{operations: 3, right: false, full: 3, step: 3, sink: 4},           // 2: seen and wrong
		told{operations: 5, right: true, full: 5, step: 5, sink: 12},           // 3: recalled
		told{operations: 11, right: true, full: 5, step: 10},                   // 4: composed
		told{operations: 11, right: true, full: 4, step: 8},                    // 5: the model cannot know the steps: 8 of 10 before the last were seen
		told{operations: 11, right: true, full: 3, step: 11, seen: true},       // 6: the problem itself is in training
		told{operations: 2, right: true, full: 1, step: 2},                     // 7: only the last step is new
		told{operations: 11, right: true, full: 5, step: 10},                   // 8: as 4, but later
		told{operations: 4, outcomes: "clpp", unalignedSteps: 1},               // 9: more is wrong than that
		told{operations: 4, outcomes: "llpp"},                                  // 10: two miscalculations
		told{operations: 5, outcomes: "cclpp"},                                 // 11: propagated
		told{operations: 4, outcomes: "cccl"},                                  // 12: nothing comes after it
		told{operations: 3, outcomes: "luc", inferred: 2},                      // 13: not stated by the response
		told{operations: 6, right: true, outcomes: "clu--c", full: 6, step: 6}, // 14: from nowhere, but much is missing
		told{operations: 6, right: true, outcomes: "clu-cc", full: 6, step: 6}, // 15: from nowhere
	)
	got, err := estimate.TellingExamples(t.Context(), db, "m", "multiplication", "train")
	if err != nil {
		t.Fatal(err)
	}
	want := []estimate.Telling{
		{Kind: estimate.RightByRecall, Example: 3, Response: 103, Because: "right, and training documents that contain the whole computation of its answer 42 number 12"},
		{Kind: estimate.RightByComposition, Example: 4, Response: 104, Because: "right, although of its 11 partial computations training has 5 from the input on; of the single steps it has 10"},
		{Kind: estimate.WrongByPropagation, Example: 11, Response: 111, Because: "wrong since n[2] was miscalculated; right steps on the wrong values after it: 2"},
		{Kind: estimate.RightFromNowhere, Example: 15, Response: 115, Because: "n[2] is 7, as it should be, which does not follow from the wrong values that the response had before it"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Without a corpus, or with one in which nothing was looked up, outcomes are
// all there is; of another model there is nothing.
func TestTellingExamplesWithoutCoverage(t *testing.T) {
	db := tell(t, told{operations: 5, right: true, full: 5, step: 5, sink: 12}, told{operations: 3, outcomes: "clp"})
	for _, corpus := range []string{"", "other"} {
		got, err := estimate.TellingExamples(t.Context(), db, "m", "multiplication", corpus)
		if err != nil || len(got) != 1 || got[0].Kind != estimate.WrongByPropagation || got[0].Response != 102 {
			t.Errorf("corpus %q: %+v, %v, want the propagation of response 102 alone", corpus, got, err)
		}
	}
	if got, err := estimate.TellingExamples(t.Context(), db, "nobody", "multiplication", "train"); err != nil || len(got) > 0 {
		t.Errorf("of nobody: %+v, %v", got, err)
	}
}
