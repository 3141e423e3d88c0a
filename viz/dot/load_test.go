package dot

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// Training has 12 x 84, 12 x 4 and 21 x 8. Of the response, which takes 2 x 8 for
// 18, everything is worked out by hand after METHOD.md section 4.
func TestLoad(t *testing.T) {
	db := analyzed(t, []string{"12 x 84", "12 x 4", "21 x 8"}, "12 x 84", wrong(t))
	d := load(t, db, 1, Options{Response: 1})
	type row struct {
		Label, Value, Given, Outcome string
		Documents                    int64 // -1: not known
		Inferred                     bool
	}
	var got []row
	for _, n := range d.Nodes {
		r := row{Label: n.Label, Value: n.Value, Outcome: string(n.Outcome), Documents: -1, Inferred: n.Inferred}
		if n.Given != nil {
			r.Given = *n.Given
		}
		if n.Documents != nil {
			r.Documents = *n.Documents
		}
		got = append(got, r)
	}
	want := []row{
		{"x[0]", "2", "", "", -1, false}, {"x[1]", "1", "", "", -1, false}, {"y[0]", "4", "", "", -1, false}, {"y[1]", "8", "", "", -1, false},
		{"prod[0,0]", "8", "8", "correct", 2, false}, // 2 x 4 is in 12 x 84 and 12 x 4
		{"prod[0,1]", "4", "4", "correct", 2, false}, // 1 x 4, too
		{"partial[0]", "48", "48", "correct", 2, false},
		{"prod[1,0]", "16", "18", "local", 2, false},             // 2 x 8 is in 12 x 84 and 21 x 8
		{"digit[1,0]", "6", "8", "propagation", 1, false},        // mod10(18) is 8; in 21 x 8 the 6 is not carried from
		{"carry[1,0]", "1", "1", "restoration_masked", 1, false}, // div10(18) is 1 as well
		{"prod[1,1]", "8", "8", "correct", 2, true},              // under a carry it is never stated
		{"sum[1,1]", "9", "9", "correct", 1, false},              // 8 + 1
		{"partial[1]", "96", "98", "propagation", 1, false},      // 9 and 8
		{"shifted[1]", "960", "980", "propagation", 1, false},    // 98 x 10
		{"product", "1008", "1028", "propagation", 1, false},     // 48 + 980
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if d.Task != "multiplication" || d.Algorithm != "long" || d.Corpus != "train" || d.Scope != "full" || d.Title != "12 x 84" || d.Fingerprint != nil {
		t.Errorf("%+v", d)
	}
	if got := written(t, d); got != written(t, load(t, db, 1, Options{Response: 1})) {
		t.Error("two pictures of one example differ")
	}
}

// The counts of a node in focus are those of the table subgraph under its
// fingerprint, whatever the scope of the picture.
func TestLoadFocus(t *testing.T) {
	db := analyzed(t, []string{"12 x 84", "12 x 4", "13 x 4"}, "12 x 84", "1008")
	d := load(t, db, 1, Options{Focus: "partial[0]", Scope: "shape"})
	// 48 of 8 and 4 is in two documents; the shape of a row without carries is in
	// 12 x 4 and 12 x 84 alone, since 3 x 4 carries.
	want := []Count{{"train", "step", 2, 2}, {"train", "hop2", 2, 2}, {"train", "full", 2, 2}, {"train", "shape", 2, 2}}
	if diff := cmp.Diff(want, d.Counts); diff != "" {
		t.Error(diff)
	}
	var documents int64
	err := database.EachRow(t.Context(), db, "SELECT documents FROM subgraph WHERE scope = 'shape' AND lower(hex(fingerprint)) = ?", []any{d.Fingerprint.String()}, func(rows *sql.Rows) error {
		return rows.Scan(&documents)
	})
	if err != nil || documents != 2 {
		t.Errorf("the fingerprint has %d documents in the table subgraph, want 2; %v", documents, err)
	}
}

// A Drawing is JSON with null for nothing, and the fingerprint as SQL has it.
func TestDrawingAsJSON(t *testing.T) {
	f := graph.Fingerprint{Hi: 1, Lo: 0xab}
	got, err := json.Marshal(Drawing{Nodes: []Node{{ID: "v0", Label: "x", Value: "1"}}, Edges: []Edge{}, Fingerprint: &f})
	want := `{"title":"","nodes":[{"id":"v0","label":"x","value":"1","layer":0}],"edges":[],"fingerprint":"000000000000000100000000000000ab"}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v\nwant %s", got, err, want)
	}
}

// Errors say what there is.
func TestLoadErrors(t *testing.T) {
	db := analyzed(t, []string{"12 x 84"}, "12 x 84", "1008", "13 x 84", "1092")
	for _, test := range []struct {
		example int64
		opt     Options
		want    string
	}{
		{7, Options{}, "example 7: not in the database, which has 2, numbered from 1 to 2"},
		{1, Options{Response: 2}, "response 2 is not one to it: there is 1"},
		{1, Options{Response: 99}, "response 99 is not one to it: there is 1"},
		{1, Options{Corpus: "web"}, `not looked up in the corpus "web": there is train`},
		{1, Options{Scope: "hop9"}, `under the scope "hop9": there is full, hop2, shape, step`},
		{1, Options{Algorithm: "short"}, `no graph of the algorithm "short": there is long`},
		{1, Options{Focus: "produkt"}, `no node "produkt" among the 15 of the graph: near it there is product`},
	} {
		if _, err := Load(t.Context(), db, test.example, test.opt); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%d %+v: %v, want %s", test.example, test.opt, err, test.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Load(ctx, db, 1, Options{}); err == nil {
		t.Error("no error after a cancel")
	}
}

// Rows that somebody has changed make no graph, and are no reason to panic.
func TestLoadDamagedRows(t *testing.T) {
	for _, damage := range []string{
		"UPDATE node SET arguments = '[99]'", "UPDATE node SET arguments = '[-1]'", "UPDATE node SET arguments = 'x'", "UPDATE node SET arguments = '[]'",
		"UPDATE node SET arguments = NULL", "UPDATE node SET arguments = '[14]' WHERE position = 5", "DELETE FROM node", "DELETE FROM node WHERE position = 3",
		"UPDATE coverage SET node = 'elsewhere' WHERE node = 'product'", "UPDATE node SET op = NULL", "UPDATE example SET external_id = '', question = ''",
	} {
		db := analyzed(t, []string{"12 x 84"}, "12 x 84", "1008")
		if err := db.Write(t.Context(), func(tx *sql.Tx) error { _, err := tx.ExecContext(t.Context(), damage); return err }); err != nil {
			t.Fatal(err)
		}
		d, err := Load(t.Context(), db, 1, Options{Response: 1})
		if err == nil {
			written(t, d)
		} else if !strings.HasPrefix(err.Error(), "example 1: ") {
			t.Errorf("%s: %v", damage, err)
		}
	}
}

func TestSeveralCorpora(t *testing.T) {
	db := analyzed(t, []string{"12 x 84"}, "12 x 84", "1008")
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), `INSERT INTO corpus SELECT 2, 'web', task, documents, compiled, empty, rejected, nodes, bytes FROM corpus;
			INSERT INTO coverage SELECT example_id, algorithm, node, 2, scope, documents + 5, occurrences FROM coverage`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Load(t.Context(), db, 1, Options{}); err == nil || !strings.Contains(err.Error(), "name one of train, web with --corpus") {
		t.Error(err)
	}
	d := load(t, db, 1, Options{Corpus: "web"})
	if sink := d.Nodes[len(d.Nodes)-1]; *sink.Documents != 6 {
		t.Errorf("%d documents of the product, want 6", *sink.Documents)
	}
}

// Without a corpus there are no counts, which is no count of zero.
func TestWithoutACorpus(t *testing.T) {
	db := analyzed(t, []string{"12 x 84"}, "12 x 84", "1008")
	if err := db.Write(t.Context(), func(tx *sql.Tx) error { _, err := tx.ExecContext(t.Context(), "DELETE FROM coverage"); return err }); err != nil {
		t.Fatal(err)
	}
	d := load(t, db, 1, Options{Focus: "product"})
	if d.Corpus != "" || d.Nodes[5].Documents != nil || len(d.Counts) > 0 || strings.Contains(written(t, d), "never seen") {
		t.Errorf("%+v", d)
	}
	if _, err := Load(t.Context(), db, 1, Options{Corpus: "train"}); err == nil || !strings.Contains(err.Error(), "there is none") {
		t.Error(err)
	}
}

func TestFindExample(t *testing.T) {
	db := analyzed(t, []string{"12 x 84"}, "12 x 84", "1008", "13 x 84", "1092")
	for name, want := range map[string]int64{"1": 1, "2": 2, "a": 1, "b": 2} {
		if got, err := FindExample(t.Context(), db, name); err != nil || got != want {
			t.Errorf("%s: %d, %v, want %d", name, got, err, want)
		}
	}
	if _, err := FindExample(t.Context(), db, "z"); err == nil || !strings.Contains(err.Error(), `example "z": not in the database, which has 2`) {
		t.Error(err)
	}
	if err := db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "UPDATE example SET external_id = 'a'")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := FindExample(t.Context(), db, "a"); err == nil || !strings.Contains(err.Error(), `several examples have the id "a": name one of the numbers 1, 2`) {
		t.Error(err)
	}
}
