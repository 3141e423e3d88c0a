package record

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/corpus/database"
)

const sqliteMagic = "SQLite format 3\x00"

// isOurs tells from the header of an SQLite database whether graphcov made it.
func isOurs(head []byte) bool {
	const at, id = 68, "gcov"
	return bytes.HasPrefix(head, []byte(sqliteMagic)) && len(head) >= at+len(id) && string(head[at:at+len(id)]) == id
}

// sqliteRows hands out the rows of a query, each an object of its columns. The query
// has a goroutine: it may work for long before its first row, where its context
// ends it, and between two rows, where nothing does, so that it is left behind when
// the file is closed.
func sqliteRows(f *File) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		q := sqliteQuery{file: f.file, opt: &f.opt, objects: make(chan []byte)}
		go q.run(ctx)
		text := newExpansion("SQLite", f.opt.MaxExpansion, "index it with a higher --max-expansion")
		for number := 1; ; number++ {
			var rec Record
			var err error
			select {
			case <-f.stopped:
				yield(Record{Line: number}, errClosed)
				return
			case object, isRow := <-q.objects:
				if !isRow {
					f.endQuery(&q, number, yield)
					return
				}
				rec = Record{Line: number, Data: object}
			}
			if err = text.pass(len(rec.Data), f.size); err == nil {
				// Nobody knows how many rows there are. They take about as much room
				// in the file as here, so that BytesRead says how far they are.
				err = f.hashTo(min(text.passed, f.size))
			}
			if err != nil {
				yield(Record{Line: number}, err)
				return
			}
			if len(rec.Data) > f.opt.MaxRecord {
				rec.Data, err = nil, overlong(f.opt.MaxRecord)
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// endQuery tells of the error that a query ended with, if any, at the row with that
// number, or reads what is left of the file for its hash.
func (f *File) endQuery(q *sqliteQuery, number int, yield func(Record, error) bool) {
	err := q.err
	if err == nil {
		err = f.hashTo(f.size)
	}
	if !q.hasBegun {
		number = 0
	}
	if err != nil {
		yield(Record{Line: number}, err)
	}
}

// sqliteQuery is a query that is running.
type sqliteQuery struct {
	file    *os.File
	opt     *Options
	objects chan []byte // rows; each is void when the next is asked for

	// To be read when objects is closed.
	hasBegun bool // the query could be run
	err      error
}

// run sends the rows of the query until the context ends.
func (q *sqliteQuery) run(ctx context.Context) {
	defer close(q.objects)
	q.err = q.send(ctx)
}

func (q *sqliteQuery) send(ctx context.Context) error {
	db, err := openSQLite(q.file)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return driverError(cannotRead, err)
	}
	defer conn.Close()
	longest := valuesPerRecord * q.opt.MaxRecord
	if err := database.LimitLength(conn, longest); err != nil {
		return driverError(cannotRead, err)
	}
	query := q.opt.Query
	if query == "" {
		if query, err = findTable(ctx, conn, q.opt.Fields); err != nil {
			return err
		}
	} else if !isSelect(query) {
		return errors.New("the query is no SELECT")
	}
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return driverError("cannot run the query "+query, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return driverError(cannotRead, err)
	}
	row := newSQLiteRow(names)
	q.hasBegun = true
	var objects [2][]byte // one is filled while the other is read
	for i := 0; rows.Next(); i = 1 - i {
		if objects[i], err = row.append(objects[i][:0], rows, q.opt.MaxRecord); err != nil {
			return driverError(cannotReadOn, err)
		}
		select {
		case q.objects <- objects[i]:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := rows.Err(); database.IsTooLong(err) {
		return fmt.Errorf("a value or a row of more than %s; leave it out with --query", humanize.IBytes(uint64(longest)))
	} else if err != nil {
		return driverError(cannotReadOn, err)
	}
	return nil
}

// valuesPerRecord is how many times the length of a record a value may have that is
// read at all, to be rejected as too long. A longer one ends the file: it has to be
// in memory before anyone can look at it.
const valuesPerRecord = 16

const (
	cannotRead   = "cannot read this SQLite database"
	cannotReadOn = "cannot read on in this SQLite database"
)

// driverError says what an error of the driver came of, and hides its type: by
// that it would be taken for an error of the database that the counts go to.
func driverError(what string, err error) error { return fmt.Errorf("%s: %v", what, err) }

// openSQLite opens a database that nothing can change through the connection.
func openSQLite(file *os.File) (*sql.DB, error) {
	path, err := filepath.Abs(file.Name()) // a relative one may look like another kind of URI
	if err != nil {
		return nil, err
	}
	settings := url.Values{"mode": {"ro"}, "_pragma": {"query_only(1)", "busy_timeout(10000)", "temp_store(memory)", "trusted_schema(0)", "cell_size_check(1)"}}
	if isWALAtRest(file) {
		settings.Set("immutable", "1")
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: settings.Encode()}
	return sql.Open("sqlite", name.String())
}

// isWALAtRest tells whether a database keeps a write-ahead log, but has none now,
// because nobody writes to it. SQLite would make one even to read it, and leave it
// behind, which it cannot where the directory is protected.
func isWALAtRest(file *os.File) bool {
	mode := make([]byte, 1)
	if _, err := file.ReadAt(mode, 18); err != nil || mode[0] != 2 {
		return false
	}
	_, err := os.Stat(file.Name() + "-wal")
	return errors.Is(err, fs.ErrNotExist)
}

// isSelect tells whether a statement is one that gives rows and does nothing else.
func isSelect(query string) bool {
	words := strings.Fields(query)
	return len(words) > 0 && (strings.EqualFold(words[0], "SELECT") || strings.EqualFold(words[0], "WITH") || strings.EqualFold(words[0], "VALUES"))
}

// findTable returns the query for the one table that has the fields. Views and
// virtual tables are left to queries: they are programs of whoever made the file,
// and need not come to an end.
func findTable(ctx context.Context, conn *sql.Conn, fields [][]string) (query string, err error) {
	rows, err := conn.QueryContext(ctx, `SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
		WHERE t.type = 'table' AND t.rootpage > 0 AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY t.rowid, c.cid`)
	if err != nil {
		return "", driverError(cannotRead, err)
	}
	defer rows.Close()
	var tables []string
	columns := make(map[string][]string)
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return "", driverError(cannotRead, err)
		}
		if columns[table] == nil {
			tables = append(tables, table)
		}
		columns[table] = append(columns[table], column)
	}
	if err := rows.Err(); err != nil {
		return "", driverError(cannotRead, err)
	}
	var all, fit []string
	for _, table := range tables {
		if len(all) < 12 {
			all = append(all, fmt.Sprintf("%.40q (%s)", table, quoteNames(columns[table])))
		}
		if wanted := wantedColumns(columns[table], fields); len(wanted) > 0 {
			fit = append(fit, table)
			query = selectFrom(table, wanted)
		}
	}
	switch {
	case len(tables) == 0:
		return "", errors.New("this SQLite database has no tables; name a view or a virtual table with a query such as --query 'SELECT * FROM x'")
	case len(fit) == 0:
		return "", fmt.Errorf("no table of this SQLite database has known columns; name some with a query such as --query 'SELECT x AS question, y AS answer FROM %s'; it has %s",
			quoteSQL(tables[0]), strings.Join(all, ", "))
	case len(fit) > 1:
		return "", fmt.Errorf("several tables of this SQLite database have known columns: %s; name one with a query such as --query '%s'", quoteNames(fit), query)
	}
	return query, nil
}

func selectFrom(table string, columns []string) string {
	quoted := make([]string, len(columns))
	for i, column := range columns {
		quoted[i] = quoteSQL(column)
	}
	return "SELECT " + strings.Join(quoted, ", ") + " FROM " + quoteSQL(table)
}

func quoteSQL(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
