package database

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
)

// Loader fills an empty table WITHOUT ROWID with rows that come in the order
// of its primary key, ten times as fast as an Inserter. It makes the pages of
// the table itself and gives them to SQLite as such, through its table
// sqlite_dbpage: they are part of the transaction like all else. SQLite checks
// nothing of a row, neither types nor constraints nor order.
type Loader struct {
	tx    *sql.Tx
	table string
	root  int64
	tree  *btree
	pages *Inserter
	head  []byte // page 1
}

// Where in page 1 there is what (section 1.3 of the file format).
const (
	reservedOffset  = 20
	pageCountOffset = 28
	encodingOffset  = 56 // four bytes

	utf8 = 1 // an encoding
)

// NewLoader makes a Loader for a table. It returns nil where the table cannot
// be loaded and its rows have to be inserted: because it has some, or someone
// has put an index or a trigger on it. Until Close has returned, nothing else
// must be done in the transaction.
func NewLoader(ctx context.Context, tx *sql.Tx, table string) (*Loader, error) {
	l, err := newLoader(ctx, tx, table)
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", table, err)
	}
	return l, nil
}

func newLoader(ctx context.Context, tx *sql.Tx, table string) (*Loader, error) {
	l := &Loader{tx: tx, table: table}
	var used bool
	var others, vacuum, pageSize int
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+table+`), (SELECT count(*) FROM sqlite_schema WHERE tbl_name = ?1 AND name <> ?1),
		(SELECT auto_vacuum FROM pragma_auto_vacuum), (SELECT page_size FROM pragma_page_size), (SELECT rootpage FROM sqlite_schema WHERE name = ?1),
		(SELECT data FROM sqlite_dbpage WHERE pgno = 1)`, table).Scan(&used, &others, &vacuum, &pageSize, &l.root, &l.head)
	if err != nil || used || others > 0 || vacuum != 0 {
		return nil, err
	}
	if l.pages, err = NewInserter(ctx, tx, "sqlite_dbpage", []string{"pgno", "data"}, ""); err != nil {
		return nil, err
	}
	pages := binary.BigEndian.Uint32(l.head[pageCountOffset:])
	l.tree = newBtree(pageSize, pageSize-int(l.head[reservedOffset]), int64(pages)+1, func(number int64, page []byte) error {
		return l.pages.Add(ctx, number, page)
	})
	return l, nil
}

// LongestRow is how many bytes a row may take at most.
func (l *Loader) LongestRow() int { return longestRow(l.tree.usable) }

// Add adds a row, with the columns of the primary key before all others.
func (l *Loader) Add(r *Row) error {
	if err := l.tree.add(r.bytes()); err != nil {
		return fmt.Errorf("loading %s: %w", l.table, err)
	}
	return nil
}

// Close writes what Add still holds and makes the pages part of the database.
func (l *Loader) Close(ctx context.Context) error {
	err := l.tree.close(l.root)
	if err == nil {
		binary.BigEndian.PutUint32(l.head[pageCountOffset:], uint32(l.tree.next-1))
		err = l.pages.Add(ctx, 1, l.head)
	}
	if err = errors.Join(err, l.pages.Close(ctx)); err != nil {
		return fmt.Errorf("loading %s: %w", l.table, err)
	}
	// SQLite keeps in mind what it has read of a page, and how many pages there
	// are. Where a change is undone it looks at both again.
	_, err = l.tx.ExecContext(ctx, `SAVEPOINT again;
		UPDATE sqlite_dbpage SET data = zeroblob(length(data)) WHERE pgno = ?;
		ROLLBACK TO again; RELEASE again`, l.root)
	if err != nil {
		return fmt.Errorf("loading %s: %w", l.table, err)
	}
	return nil
}
