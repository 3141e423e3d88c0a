package database

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// TableReference describes a table or view to people who ask it questions.
type TableReference struct {
	Name    string
	View    bool
	About   string // what a row is; may be empty
	Columns []ColumnReference
}

// ColumnReference describes one column of it.
type ColumnReference struct {
	Name  string
	Type  string // empty: a column of a view
	About string // may be empty
}

// Reference describes the tables and views of the database, in the order and
// with the comments of schema.sql.
func (db *DB) Reference(ctx context.Context) ([]TableReference, error) {
	all := readReference(schema)
	for i := range all {
		t := &all[i]
		if !t.View {
			continue
		}
		err := EachRow(ctx, db, "SELECT name FROM pragma_table_info(?) ORDER BY cid", []any{t.Name}, func(rows *sql.Rows) error {
			var c ColumnReference
			err := rows.Scan(&c.Name)
			t.Columns = append(t.Columns, c)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading the columns of %s: %w", t.Name, db.Explain(err))
		}
	}
	return all, nil
}

// readReference reads the comments of schema.sql as it is laid out: those of a
// table on the lines before it, those of a column behind it and on lines that
// follow, indented. A paragraph of its own is about all that comes after it.
func readReference(text string) []TableReference {
	var all []TableReference
	var about []string
	inside := false // of a table's columns
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		words := strings.Fields(line)
		comment, isComment := strings.CutPrefix(line, "--")
		switch {
		case isComment:
			about = append(about, strings.TrimSpace(comment))
		case len(words) == 0:
			about = nil
		case len(words) > 2 && words[0] == "CREATE" && (words[1] == "TABLE" || words[1] == "VIEW"):
			all = append(all, TableReference{Name: words[2], View: words[1] == "VIEW", About: strings.Join(about, " ")})
			about, inside = nil, words[1] == "TABLE"
		case !inside:
		case strings.HasPrefix(line, ")"):
			inside = false
		default:
			t := &all[len(all)-1]
			t.Columns = readColumn(t.Columns, line, words)
		}
	}
	return all
}

// readColumn adds a line between the brackets of a table: a column, a constraint,
// which is none, or more about the last column.
func readColumn(columns []ColumnReference, line string, words []string) []ColumnReference {
	_, about, _ := strings.Cut(line, "-- ")
	deeper := strings.HasPrefix(line, "   ") || words[0] == "--"
	switch {
	case deeper && len(columns) > 0:
		last := &columns[len(columns)-1]
		last.About = strings.TrimSpace(last.About + " " + about)
	case !deeper && len(words) > 1 && strings.ToLower(words[0]) == words[0]:
		columns = append(columns, ColumnReference{Name: words[0], Type: strings.Trim(words[1], ","), About: about})
	}
	return columns
}
