package database

import (
	"context"
	"database/sql"
	"errors"
	"slices"
)

// tree is the B-tree of a table WITHOUT ROWID, as far as it has to be known to
// read its pages; btree.go says how it is built.
type tree struct {
	root     uint32
	pageSize int  // in bytes
	usable   int  // of these, what SQLite itself leaves to content
	key      *key // what rows begin with
	columns  []int
}

// errPages means that the pages of a table are not such as can be read here: it
// has other columns, rows go on on further pages, or the file is damaged.
var errPages = errors.New("the pages cannot be read")

// openTree finds the tree of a table, the columns of its key and those that are
// to be read.
func openTree(ctx context.Context, tx Querier, table string, match []Match, columns []string) (*tree, error) {
	t := new(tree)
	var err error
	if t.key, err = newKey(match); err != nil {
		return nil, err
	}
	var head []byte // of page 1
	err = EachRow(ctx, tx, "SELECT rootpage, (SELECT data FROM sqlite_dbpage WHERE pgno = 1) FROM sqlite_schema WHERE name = ? AND type = 'table'",
		[]any{table}, func(rows *sql.Rows) error { return rows.Scan(&t.root, &head) })
	if err != nil {
		return nil, err
	}
	if len(head) == 0 || head[encodingOffset+3] != utf8 {
		return nil, errPages
	}
	t.pageSize, t.usable = len(head), len(head)-int(head[reservedOffset])
	if err := t.find(ctx, tx, table, match, columns); err != nil {
		return nil, err
	}
	return t, nil
}

// find finds the columns. Those of the key come first in every row, then the
// others in the order of the schema; nothing else is done where that order is
// not the same.
func (t *tree) find(ctx context.Context, tx Querier, table string, match []Match, columns []string) error {
	var names []string
	keys := 0
	err := EachRow(ctx, tx, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", []any{table}, func(rows *sql.Rows) error {
		var name string
		var pk int
		err := rows.Scan(&name, &pk)
		if names = append(names, name); pk == len(names) && keys == pk-1 {
			keys++
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, m := range match {
		if i >= keys || names[i] != m.Column {
			return errPages
		}
	}
	if keys != len(match)+1 || names[len(match)] != "fingerprint" {
		return errPages
	}
	t.columns = nil
	for _, column := range columns {
		t.columns = append(t.columns, slices.Index(names, column))
	}
	if !slices.IsSorted(t.columns) || slices.Contains(t.columns, -1) {
		return errPages
	}
	return nil
}
