package database

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"

	"modernc.org/sqlite"
)

// Settled is a transaction that has not changed the tables that rows are looked
// up in, and does not while they are: their pages are in the file as it sees
// them. Read makes its own transactions such.
type Settled struct{ Querier }

// pages is where those of a table come from.
type pages interface {
	// fetch appends the pages to what is given, one after the other. Several
	// goroutines may fetch at a time.
	fetch(ctx context.Context, batch []below, into []byte) ([]byte, error)

	// bytesPerKey is how many bytes are fetched and searched in the time that
	// SQLite takes to find a key, as BenchmarkLookup of package corpus measures it.
	bytesPerKey() int

	close(ctx context.Context) error
}

// openPages finds the quickest way to the pages of a tree: the file itself
// where that can be. SQLite and its driver copy a page three times until it is here. The
// mutex is that of the connection, which does one thing at a time.
func openPages(ctx context.Context, tx Querier, mu *sync.Mutex, t *tree) (pages, error) {
	if _, ok := tx.(Settled); ok {
		file, err := openFile(ctx, tx, t)
		if err != nil {
			return nil, err
		}
		if file != nil {
			return filePages{file, t.pageSize}, nil
		}
	}
	p := sqlPages{mu, tx, t.pageSize}
	return p, p.mapFile(ctx, 1<<40)
}

// openFile opens the file of the database to read pages of a tree that the
// transaction has not changed: they stay as they are, since others write only
// when nobody reads. There is none where pages may be elsewhere too, or where to
// close the file would end the locks that SQLite holds on it.
func openFile(ctx context.Context, tx Querier, t *tree) (*os.File, error) {
	if !sqlite.OFDLockingEnabled() {
		return nil, nil
	}
	var path string
	var head, root []byte // as the transaction sees them
	err := EachRow(ctx, tx, `SELECT file, (SELECT data FROM sqlite_dbpage WHERE pgno = 1), (SELECT data FROM sqlite_dbpage WHERE pgno = ?)
		FROM pragma_database_list WHERE name = 'main'`, []any{t.root}, func(rows *sql.Rows) error { return rows.Scan(&path, &head, &root) })
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil // it is in memory, or has another name now
	}
	const (
		walVersion    = 19 // 2: pages may also be in a log
		changeCounter = 24
		schemaCookie  = 40
	)
	p := filePages{file, t.pageSize}
	onDisk, err := p.fetch(ctx, []below{{page: 1}, {page: t.root}}, nil)
	if err == nil && onDisk[walVersion] == 1 && bytes.Equal(onDisk[changeCounter:][:4], head[changeCounter:][:4]) &&
		bytes.Equal(onDisk[schemaCookie:][:4], head[schemaCookie:][:4]) && bytes.Equal(onDisk[t.pageSize:], root) {
		return file, nil
	}
	return nil, file.Close() // another file has the name now
}

// filePages reads the file.
type filePages struct {
	file     *os.File
	pageSize int
}

func (p filePages) fetch(_ context.Context, batch []below, into []byte) ([]byte, error) {
	for len(batch) > 0 {
		n := 1 // one after the other in the file, as most are that a run wrote
		for n < len(batch) && batch[n].page == batch[0].page+uint32(n) {
			n++
		}
		end := len(into)
		into = slices.Grow(into, n*p.pageSize)[:end+n*p.pageSize]
		if _, err := p.file.ReadAt(into[end:], (int64(batch[0].page)-1)*int64(p.pageSize)); err != nil {
			return into, fmt.Errorf("%w: %w", errPages, err)
		}
		batch = batch[n:]
	}
	return into, nil
}

func (filePages) bytesPerKey() int { return 16 << 10 }

func (p filePages) close(context.Context) error { return p.file.Close() }

// sqlPages has SQLite give pages out, through its table sqlite_dbpage.
type sqlPages struct {
	mu       *sync.Mutex
	tx       Querier
	pageSize int
}

func (p sqlPages) fetch(ctx context.Context, batch []below, into []byte) ([]byte, error) {
	list := []byte{'['}
	for i, b := range batch {
		if i > 0 {
			list = append(list, ',')
		}
		list = strconv.AppendUint(list, uint64(b.page), 10)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	end := len(into)
	var data sql.RawBytes
	err := EachRow(ctx, p.tx, "SELECT data FROM json_each(?) CROSS JOIN sqlite_dbpage WHERE pgno = value", []any{string(append(list, ']'))}, func(rows *sql.Rows) error {
		err := rows.Scan(&data)
		into = append(into, data...)
		return err
	})
	if err == nil && len(into)-end != len(batch)*p.pageSize {
		err = fmt.Errorf("%w: some are not in the file", errPages)
	}
	return into, err
}

func (sqlPages) bytesPerKey() int { return 2 << 10 }

func (p sqlPages) close(ctx context.Context) error { return p.mapFile(ctx, 0) }

// mapFile has SQLite read up to so many bytes of the file through a memory map,
// which spares a copy of every page. Only while very many are read: should
// somebody cut the file short at that time, the process would end, where it
// would otherwise say what is wrong.
func (p sqlPages) mapFile(ctx context.Context, bytes int64) error {
	return EachRow(ctx, p.tx, fmt.Sprintf("PRAGMA mmap_size = %d", bytes), nil, func(*sql.Rows) error { return nil })
}
