package record

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
)

// sqliteOf makes a database by these statements.
func sqliteOf(t testing.TB, statements ...string) string {
	t.Helper()
	made := filepath.Join(t.TempDir(), "made.db")
	db, err := sql.Open("sqlite", made)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(filepath.Dir(made), "a b?c#d%.db") // a name that a URI has to escape
	if err := os.Rename(made, path); err != nil {
		t.Fatal(err)
	}
	return path
}

const manyRows = `INSERT INTO qa WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
	SELECT 'What is ' || i || ' times 7?', 7 * i, printf('%400d', i) FROM n`

func TestSQLite(t *testing.T) {
	qa := []string{"CREATE TABLE qa (question TEXT, answer, extra BLOB)", "CREATE INDEX i ON qa (answer)",
		"INSERT INTO qa VALUES ('q', 'a\n\"b\"', x'00ff'), ('r', 7, 1), ('s', NULL, 2), ('t', -0.5, 3), ('u', 9e999, 4), (CAST(x'ff' AS TEXT), '', 5)"}
	want := []string{`1 {"question":"q","answer":"a\n\"b\""}`, `2 {"question":"r","answer":7}`, `3 {"question":"s","answer":null}`,
		`4 {"question":"t","answer":-0.5}`, `5 {"question":"u","answer":null}`, "6! not valid UTF-8"}
	pair := [][]string{{"text"}, {"question", "answer"}}
	other := "CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)"
	for _, test := range []struct {
		name       string
		statements []string
		opt        Options
		want       []string
		err        string
	}{
		{name: "the only table", statements: qa, opt: Options{Fields: pair}, want: want},
		{name: "the only one with the fields", statements: append(qa, other), opt: Options{Fields: pair}, want: want},
		{name: "all columns", statements: qa[:1], want: nil},
		{name: "a view by name", statements: []string{other, "CREATE VIEW v AS SELECT note AS text FROM notes", "INSERT INTO notes VALUES (1, 'n')"}, opt: Options{Fields: pair, Query: "SELECT text FROM v"}, want: []string{`1 {"text":"n"}`}},
		{name: "odd names", statements: []string{`CREATE TABLE "a ""b"" c" ("te""xt")`, `INSERT INTO "a ""b"" c" VALUES (1)`}, opt: Options{Fields: [][]string{{`te"xt`}}}, want: []string{`1 {"te\"xt":1}`}},
		{name: "write-ahead log", statements: append([]string{"PRAGMA journal_mode = wal"}, qa...), opt: Options{Fields: pair}, want: want},
		{name: "query", statements: append(qa, other), opt: Options{Fields: pair, Query: " select answer AS a, x.extra, question || '!' AS \"q\"\nFROM qa x WHERE answer IS NOT NULL LIMIT 2 -- two\n"},
			want: []string{`1 {"a":"a\n\"b\"","extra":null,"q":"q!"}`, `2 {"a":7,"extra":1,"q":"r!"}`}},
		{name: "query with WITH", statements: qa, opt: Options{Query: "WITH x AS (SELECT 1 AS a) SELECT * FROM x;"}, want: []string{`1 {"a":1}`}},
		{name: "too long", statements: qa, opt: Options{Query: "SELECT 1 AS a UNION ALL SELECT 1000000000", MaxRecord: 10}, want: []string{`1 {"a":1}`, "2! record longer than 10 B"}},

		{name: "a row that is too long", statements: append(qa, "INSERT INTO qa (question, answer) VALUES (hex(zeroblob(3000)), ''), ('x', 'y')"), opt: Options{Fields: pair, MaxRecord: 1000},
			want: append(slices.Clone(want), "7! record longer than 1000 B", `8 {"question":"x","answer":"y"}`)},
		{name: "a column beside the text is as long as it likes", statements: append(qa, "UPDATE qa SET extra = zeroblob(100000)"), opt: Options{Fields: pair, MaxRecord: 1000}, want: want},
		{name: "a value of far more", statements: append(qa, "INSERT INTO qa VALUES (CAST(zeroblob(20000) AS TEXT), '', 6)"), opt: Options{Fields: pair, MaxRecord: 1000},
			want: want, err: ":7: a value or a row of more than 16 KiB; leave it out with --query"},
		{name: "a view without an end is not run", statements: append(qa, "CREATE VIEW v (text) AS WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT max(i) FROM n"), opt: Options{Fields: pair}, want: want},
		{name: "nothing but a view", statements: []string{"CREATE VIEW v (text) AS SELECT 1"}, opt: Options{Fields: pair}, err: "no tables; name a view or a virtual table with a query such as --query 'SELECT * FROM x'"},
		{name: "a virtual table beside", statements: append(qa, "CREATE VIRTUAL TABLE f USING fts5(text)"), opt: Options{Fields: pair}, want: want},
		{name: "a trigger beside", statements: append(qa, "CREATE TRIGGER g BEFORE INSERT ON qa BEGIN DELETE FROM qa; END"), opt: Options{Fields: pair}, want: want},

		{name: "no tables", statements: []string{"PRAGMA user_version = 1"}, err: "this SQLite database has no tables"},
		{name: "no known columns", statements: append(qa, other), opt: Options{Fields: [][]string{{"prompt", "answer"}}},
			err: `no table of this SQLite database has known columns; name some with a query such as --query 'SELECT x AS question, y AS answer FROM "qa"'; it has "qa" ("question", "answer", "extra"), "notes" ("id", "note")`},
		{name: "several", statements: append(qa, "CREATE TABLE b (text)"), opt: Options{Fields: pair},
			err: `several tables of this SQLite database have known columns: "qa", "b"; name one with a query such as --query 'SELECT "text" FROM "b"'`},
		{name: "no SELECT", statements: qa, opt: Options{Query: "DELETE FROM qa"}, err: "the query is no SELECT"},
		{name: "writing all the same", statements: qa, opt: Options{Query: "WITH x AS (SELECT 1) DELETE FROM qa RETURNING 1"}, err: "readonly database"},
		{name: "wrong query", statements: qa, opt: Options{Query: "SELECT nothing FROM qa"}, err: "cannot run the query SELECT nothing FROM qa: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := sqliteOf(t, test.statements...)
			got, err := readFile(t, path, test.opt)
			checkError(t, err, test.err)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
				t.Errorf("files beside the database: %v (%v)", entries, err)
			}
		})
	}
}

// Rows without an end come under the limit of compressed files.
func TestSQLiteExpansion(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a GiB of text")
	}
	path := sqliteOf(t, "CREATE TABLE t (text)")
	f, err := Open(path, Options{Unchecked: true, Query: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT printf('%.*c', 15000000, 'x') FROM n"})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, err = range f.Records() {
	}
	checkError(t, err, path+":72: SQLite that unpacks to more than 1000 times its size") // 72 times 15 million is the first beyond 2^30
	checkError(t, err, "index it with a higher --max-expansion")
}

func TestOwnDatabaseIsNoTrainingData(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.db")
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(*sql.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	db.Close()
	_, err = Open(path, Options{})
	checkError(t, err, path+": this is a graphcov database, made from training data; give the training data itself")
}

// TestDamagedSQLite overwrites one page after the other, and cuts the file.
func TestDamagedSQLite(t *testing.T) {
	path := sqliteOf(t, "CREATE TABLE qa (question, answer, extra)", manyRows)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	check := func(what string, at int, content []byte) {
		_, err := readFile(t, writeTo(t, "a.db", content), Options{})
		if err == nil {
			t.Errorf("%s at page %d goes unnoticed", what, at)
		}
		if errors.As(err, new(*Fault)) {
			t.Errorf("%s at page %d is taken for a faulty record: %v", what, at, err)
		}
	}
	for at := 1; at < len(whole)/page; at += 7 {
		content := bytes.Clone(whole)
		copy(content[at*page:], bytes.Repeat([]byte{0xff}, page))
		check("a damaged page", at, content)
		check("the end", at, whole[:at*page])
	}
	_, err = readFile(t, writeTo(t, "a.db", []byte(sqliteMagic+"and nothing more")), Options{})
	checkError(t, err, "cannot read this SQLite database: ")
	if explained := new(database.DB).Explain(err); explained != err {
		t.Errorf("taken for an error of the database that is written: %v", explained)
	}
}

func TestSQLiteClosed(t *testing.T) {
	path := sqliteOf(t, "CREATE TABLE qa (question, answer, extra)", manyRows)
	endless := "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
	for query, rows := range map[string]int{"": 1, endless: 0} {
		f, err := Open(path, Options{Query: query})
		if err != nil {
			t.Fatal(err)
		}
		if query == endless {
			go f.Close()
		}
		seen := 0
		for _, err = range f.Records() {
			if err == nil {
				f.Close()
				seen++
			}
		}
		if !errors.Is(err, fs.ErrClosed) || seen < rows || seen >= 2000 || f.Sum() != "" {
			t.Errorf("%d rows, %v", seen, err)
		}
		if !strings.HasPrefix(err.Error(), path) {
			t.Errorf("no path in %q", err)
		}
	}
}
