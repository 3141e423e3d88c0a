package database

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadReference(t *testing.T) {
	got := readReference(`-- A paragraph about everything.

-- What a row is,
-- in two lines.
CREATE TABLE thing (
  thing_id INTEGER PRIMARY KEY,
  name     TEXT NOT NULL, -- as given
  kind     TEXT NOT NULL CHECK (kind IN ('a',
           'b')), -- of two
  PRIMARY KEY (thing_id, name)
) STRICT;
CREATE INDEX thing_by_name ON thing (name);

CREATE VIEW things AS
SELECT name FROM thing;
`)
	want := []TableReference{
		{Name: "thing", About: "What a row is, in two lines.", Columns: []ColumnReference{{"thing_id", "INTEGER", ""}, {"name", "TEXT", "as given"}, {"kind", "TEXT", "of two"}}},
		{Name: "things", View: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Every table, view and column that the database has is described, and none
// besides.
func TestReferenceIsComplete(t *testing.T) {
	db := newFile(t)
	reference, err := db.Reference(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if tables := one[int](t, db, "SELECT count(*) FROM sqlite_schema WHERE type IN ('table', 'view')"); len(reference) != tables {
		t.Errorf("%d tables are described of %d", len(reference), tables)
	}
	for _, r := range reference {
		var names []string
		for _, c := range r.Columns {
			names = append(names, c.Name)
		}
		if have := one[string](t, db, "SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_info(?) ORDER BY cid)", r.Name); have != strings.Join(names, " ") {
			t.Errorf("%s has the columns %s, described are %v", r.Name, have, names)
		}
	}
}
