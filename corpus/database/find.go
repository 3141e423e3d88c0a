package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/graphcov/graphcov/graph"
)

// Finder looks rows up by their fingerprints in a table WITHOUT ROWID, very
// many at a time. It takes whole pages of the table and looks for the rows on
// them itself: SQLite would go down the tree, decode a row and hand it over for
// each key, which takes longer than to copy a page. The pages are as the
// transaction sees them; pages.go says where they come from.
type Finder struct {
	table   string
	match   []Match
	columns []string

	// bytesPerKey is how much of the pages is read in the time that SQLite takes
	// to find a key; 0: not known yet.
	bytesPerKey int

	mu    sync.Mutex // a connection does one thing at a time
	tx    Querier
	tree  *tree // nil: not opened yet
	pages pages
}

// Match is a column and the value that it has in all rows looked for, an int64
// or a string.
type Match struct {
	Column string
	Value  any
}

// Sought is a fingerprint that is looked for, and the caller's number for it.
type Sought struct {
	Fingerprint graph.Fingerprint
	Number      uint32
}

func (s Sought) compare(f graph.Fingerprint) int { return s.Fingerprint.Compare(f) }

// NewFinder makes a Finder for a table whose primary key is the columns matched
// and then a column fingerprint. It reads the columns of these names, all
// integers. It can be used as long as the transaction sees the same state, and
// is closed then.
func NewFinder(tx Querier, table string, match []Match, columns ...string) *Finder {
	return &Finder{table: table, match: match, columns: columns, tx: tx}
}

// Find calls found for each key that is in the table, with the caller's number
// for it and the values of the columns, which hold until found returns. The
// keys must be in ascending order; one may come again. found may be called
// again for a number: the last call counts, and all are 0 where the key is not
// in the table after all. Several goroutines may look for different keys at a
// time.
func (f *Finder) Find(ctx context.Context, keys []Sought, found func(number uint32, values []int64)) error {
	err := errSparse
	if len(keys) >= fewest {
		err = f.onPages(ctx, keys, found)
	}
	if errors.Is(err, errSparse) || errors.Is(err, errPages) {
		// SQLite reads tables of every form, and says what is wrong with a
		// damaged file.
		err = f.bySQL(ctx, keys, found)
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", f.table, err)
	}
	return nil
}

// fewest is how many keys are looked for on pages: fewer are found by SQLite
// before the tree is known.
const fewest = 1000

func (f *Finder) onPages(ctx context.Context, keys []Sought, found func(number uint32, values []int64)) error {
	if err := f.open(ctx); err != nil {
		return err
	}
	s := search{tree: f.tree, finder: f, found: found, values: make([]int64, len(f.columns))}
	return s.run(ctx, keys)
}

func (f *Finder) open(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tree != nil {
		return nil
	}
	t, err := openTree(ctx, f.tx, f.table, f.match, f.columns)
	if err != nil {
		return err
	}
	if f.pages, err = openPages(ctx, f.tx, &f.mu, t); err != nil {
		return err
	}
	f.tree = t
	if f.bytesPerKey == 0 {
		f.bytesPerKey = f.pages.bytesPerKey()
	}
	return nil
}

// Close ends the looking.
func (f *Finder) Close(ctx context.Context) error {
	if f.pages == nil {
		return nil
	}
	return f.pages.close(ctx)
}

// sqlKeys is how many keys go into one query.
const sqlKeys = 500

// bySQL asks SQLite for the keys.
func (f *Finder) bySQL(ctx context.Context, keys []Sought, found func(number uint32, values []int64)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	values := make([]int64, len(f.columns))
	for _, k := range keys {
		found(k.Number, values)
	}
	var head strings.Builder
	fmt.Fprintf(&head, "SELECT fingerprint, %s FROM %s WHERE ", strings.Join(f.columns, ", "), f.table)
	var fixed []any
	for _, m := range f.match {
		head.WriteString(m.Column + " = ? AND ")
		fixed = append(fixed, m.Value)
	}
	var key []byte
	into := []any{&key}
	for i := range values {
		into = append(into, &values[i])
	}
	for batch := range slices.Chunk(keys, sqlKeys) {
		args := slices.Clone(fixed)
		for i, k := range batch {
			if i == 0 || k.Fingerprint != batch[i-1].Fingerprint {
				b := k.Fingerprint.Bytes()
				args = append(args, b[:])
			}
		}
		query := head.String() + "fingerprint IN (?" + strings.Repeat(", ?", len(args)-len(fixed)-1) + ")"
		err := EachRow(ctx, f.tx, query, args, func(rows *sql.Rows) error {
			if err := rows.Scan(into...); err != nil {
				return err
			}
			is, err := graph.FingerprintFromBytes(key)
			if err != nil {
				return err
			}
			at, _ := slices.BinarySearchFunc(batch, is, Sought.compare)
			for ; at < len(batch) && batch[at].Fingerprint == is; at++ {
				found(batch[at].Number, values)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
