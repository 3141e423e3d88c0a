package examples_test

import (
	"database/sql"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/examples"
)

// newDatabase makes one of eight problems. Problem i has i operations and is of
// size 1x1 where i is odd, else 2x2. Model a is right at problems 1 to 4, model b
// answered 1 and 2 alone, wrongly. Of problem i, i mod 3 operations were seen and
// the exposure is i mod 3 (so that there are equals). The response of a to problem
// 7 has a step miscalculated.
func newDatabase(t *testing.T) *database.DB {
	t.Helper()
	path := t.TempDir() + "/test.db"
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		var failed error
		exec := func(statement string, args ...any) {
			_, err := tx.ExecContext(t.Context(), statement, args...)
			failed = errors.Join(failed, err)
		}
		exec("INSERT INTO source VALUES ('s', 'hash', 'native', 0, 0, 0, '')")
		exec("INSERT INTO corpus VALUES (1, 'train', 'multiplication', 9, 9, 0, 0, 0, 0)")
		respond := func(id, example int, model string, correct bool) {
			exec(`INSERT INTO response (response_id, example_id, algorithm, model, sample, answer, correct, lines_parsed, lines_rejected, miscopied)
				VALUES (?, ?, 'long', ?, 0, '1', ?, 0, 0, 0)`, id, example, model, correct)
		}
		for i := 1; i <= 8; i++ {
			exec("INSERT INTO example (example_id, task, source, external_id, question, input, size, gold, operations) VALUES (?1, 'multiplication', 's', ?1, 'q', ?1, ?2, '1', ?1)",
				i, []string{"2x2", "1x1"}[i%2])
			exec("INSERT INTO node (example_id, algorithm, node, position, op, value, layer, arguments) VALUES (?, 'long', 'sum', 0, 'add', '1', 1, '[]')", i)
			exec(`INSERT INTO example_coverage VALUES (?1, 'long', 1, 'full', ?1, ?2, ?2, 0, 0, 0, 0)`, i, i%3)
			respond(i, i, "a", i <= 4)
		}
		respond(11, 1, "b", false)
		respond(12, 2, "b", false)
		exec("INSERT INTO outcome VALUES (7, 'sum', '2', 0, 'local', 1, NULL), (6, 'sum', '2', 1, 'local', 1, NULL), (1, 'sum', '1', 0, 'correct', 1, NULL)")
		return failed
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func share(v float64) *float64 { return &v }

func TestList(t *testing.T) {
	db := newDatabase(t)
	for name, test := range map[string]struct {
		filter examples.Filter
		want   []int64
	}{
		"all":                  {examples.Filter{}, []int64{1, 2, 3, 4, 5, 6, 7, 8}},
		"task":                 {examples.Filter{Task: "puzzle"}, nil},
		"size":                 {examples.Filter{Size: "2x2"}, []int64{2, 4, 6, 8}},
		"model":                {examples.Filter{Model: "b"}, []int64{1, 2}},
		"right":                {examples.Filter{Outcome: examples.Right}, []int64{1, 2, 3, 4}},
		"right by another":     {examples.Filter{Outcome: examples.Right, Model: "b"}, nil},
		"wrong":                {examples.Filter{Outcome: examples.Wrong, Model: "a", Size: "1x1"}, []int64{5, 7}},
		"a step, not inferred": {examples.Filter{Outcome: "local"}, []int64{7}},
		"seen at least":        {examples.Filter{CorpusID: 1, Least: share(0.5)}, []int64{1, 2}},                             // 1/1, 2/2
		"seen within":          {examples.Filter{CorpusID: 1, Least: share(0.2), Most: share(0.5)}, []int64{4, 5, 8}},        // 1/4, 2/5, 2/8; 7 has 1/7
		"least covered":        {examples.Filter{CorpusID: 1, Sort: examples.ByFewestSeen}, []int64{3, 6, 1, 4, 7, 2, 5, 8}}, // i mod 3 is 0, 1, 2
		"most covered":         {examples.Filter{CorpusID: 1, Sort: examples.ByMostSeen}, []int64{8, 5, 2, 7, 4, 1, 6, 3}},
		"most steps":           {examples.Filter{Sort: examples.ByMostSteps}, []int64{8, 7, 6, 5, 4, 3, 2, 1}},
		"fewest steps, seen":   {examples.Filter{CorpusID: 1, Sort: examples.ByFewestSteps, Most: share(0)}, []int64{3, 6}},
		"another scope":        {examples.Filter{CorpusID: 1, Scope: "step", Sort: examples.ByMostSeen}, nil},
	} {
		// In one page, and page by page, it is the same.
		for _, limit := range []int{1, 2, 3, 100} {
			test.filter.Limit, test.filter.After = limit, nil
			var got []int64
			for {
				rows, next, err := examples.List(t.Context(), db, test.filter)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				for _, r := range rows {
					got = append(got, r.ID)
				}
				if next == nil || len(got) > 100 {
					break
				}
				test.filter.After = next
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s, %d a page: %s", name, limit, diff)
			}
		}
	}
}

func TestListShows(t *testing.T) {
	rows, _, err := examples.List(t.Context(), newDatabase(t), examples.Filter{CorpusID: 1, Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if r := rows[0]; r.Responses != 2 || r.Right != 1 || r.Seen == nil || *r.Seen != 1 || *r.Exposure != 1 || *r.Operations != 1 || r.Size != "1x1" {
		t.Errorf("the first row is %+v", r)
	}
	rows, _, err = examples.List(t.Context(), newDatabase(t), examples.Filter{Model: "b", Limit: 2})
	if err != nil || rows[0].Responses != 1 || rows[0].Right != 0 || rows[0].Seen != nil {
		t.Errorf("of model b: %+v (%v)", rows, err)
	}
}

func TestListRefuses(t *testing.T) {
	for _, f := range []examples.Filter{{Sort: "nope", Limit: 1}, {Sort: examples.ByMostSeen, Limit: 1}, {Least: share(0.5), Limit: 1}} {
		if _, _, err := examples.List(t.Context(), newDatabase(t), f); err == nil {
			t.Errorf("%+v is listed", f)
		}
	}
}

func TestRead(t *testing.T) {
	db := newDatabase(t)
	e, err := examples.Read(t.Context(), db, 1)
	if err != nil {
		t.Fatal(err)
	}
	models := []string{}
	for _, r := range e.Responses {
		models = append(models, r.Model)
	}
	if !slices.Equal(models, []string{"a", "b"}) || len(e.Coverage) != 1 || e.Coverage[0].Corpus != "train" || e.Coverage[0].Seen != 1 {
		t.Errorf("example 1 is %+v", e)
	}
	if _, err := examples.Read(t.Context(), db, 99); !errors.Is(err, examples.ErrNone) {
		t.Errorf("example 99: %v", err)
	}
	nodes, err := examples.Nodes(t.Context(), db, 7, "long", 1, 7)
	if err != nil || len(nodes) != 1 || nodes[0].Outcome != "local" || *nodes[0].Given != "2" || len(nodes[0].Documents) != 0 {
		t.Errorf("the nodes of example 7 are %+v (%v)", nodes, err)
	}
}
