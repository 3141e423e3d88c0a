// Command lookup looks very many fingerprints up in a database, for the bench.
// It is no part of the program: Go passes over directories that begin with a
// dot.
//
//	go run ./.ci/bench/lookup draw DB N SHARE SEED KEYS ROWS.parquet KEYS.parquet
//	go run ./.ci/bench/lookup find DB KEYS
//
// draw writes the rows of the database as Parquet, and N keys of which that
// share is in it, as Parquet and for find. find looks them up and prints how
// many are there, and the sums of their documents and occurrences.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/parquet-go/parquet-go"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "lookup:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 8 && args[0] == "draw":
		n, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		share, err := strconv.ParseFloat(args[3], 64)
		if err != nil {
			return err
		}
		seed, err := strconv.ParseUint(args[4], 10, 64)
		if err != nil {
			return err
		}
		return draw(ctx, args[1], n, share, seed, args[5], args[6], args[7])
	case len(args) == 3 && args[0] == "find":
		return find(ctx, args[1], args[2])
	}
	return errors.New("usage: lookup draw DB N SHARE SEED KEYS ROWS.parquet KEYS.parquet, or lookup find DB KEYS")
}

// key is a row of the Parquet file of keys, and of that of rows what is looked
// for.
type key struct {
	Scope int32  `parquet:"scope"`
	Hi    uint64 `parquet:"hi"`
	Lo    uint64 `parquet:"lo"`
}

type row struct {
	key
	Documents   int64 `parquet:"documents"`
	Occurrences int64 `parquet:"occurrences"`
}

// corpusID is that of the only corpus in the database.
const corpusID = 1

// draw makes the keys: those that are there are drawn from all rows, those that
// are not are random.
func draw(ctx context.Context, path string, n int, share float64, seed uint64, keysPath, rowsParquet, keysParquet string) error {
	db, err := database.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	numbers := make(map[string]int32)
	for i, scope := range graph.DefaultScopes() {
		numbers[scope.String()] = int32(i)
	}
	var total int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM subgraph").Scan(&total); err != nil {
		return err
	}
	present := int(float64(n) * share)
	if present > total {
		return fmt.Errorf("there are only %d rows to draw from", total)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	var keys []key
	rows, err := newTable[row](rowsParquet)
	if err != nil {
		return err
	}
	left := total
	err = database.EachRow(ctx, db, "SELECT scope, fingerprint, documents, occurrences FROM subgraph", nil, func(r *sql.Rows) error {
		var scope, fingerprint sql.RawBytes
		var next row
		if err := r.Scan(&scope, &fingerprint, &next.Documents, &next.Occurrences); err != nil {
			return err
		}
		f, err := graph.FingerprintFromBytes(fingerprint)
		if err != nil {
			return err
		}
		next.key = key{numbers[string(scope)], f.Hi, f.Lo}
		if rng.IntN(left) < present-len(keys) {
			keys = append(keys, next.key)
		}
		left--
		return rows.add(next)
	})
	if err := errors.Join(err, rows.close()); err != nil {
		return err
	}
	for len(keys) < n {
		keys = append(keys, key{rng.Int32N(int32(len(numbers))), rng.Uint64(), rng.Uint64()})
	}
	rng.Shuffle(n, func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	table, err := newTable[key](keysParquet)
	if err != nil {
		return err
	}
	for _, k := range keys {
		err = errors.Join(err, table.add(k))
	}
	if err := errors.Join(err, table.close()); err != nil {
		return err
	}
	return writeKeys(keysPath, keys)
}

// keyBytes is the length of a key in the file that find reads: a byte for the
// scope, 16 for the fingerprint.
const keyBytes = 17

func writeKeys(path string, keys []key) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for _, k := range keys {
		b := graph.Fingerprint{Hi: k.Hi, Lo: k.Lo}.Bytes()
		w.WriteByte(byte(k.Scope)) // Flush returns its errors
		w.Write(b[:])
	}
	return errors.Join(w.Flush(), f.Close())
}

// table writes a Parquet file.
type table[T any] struct {
	file *os.File
	out  *parquet.GenericWriter[T]
	rows []T
}

func newTable[T any](path string) (*table[T], error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &table[T]{file: f, out: parquet.NewGenericWriter[T](f, parquet.MaxRowsPerRowGroup(groupRows))}, nil
}

const (
	// batchRows is how many rows go to Parquet at a time.
	batchRows = 1 << 16

	// groupRows is how many rows a group has: who reads the file takes them on as
	// many cores as there are groups.
	groupRows = 1 << 20
)

func (t *table[T]) add(row T) error {
	if t.rows = append(t.rows, row); len(t.rows) < batchRows {
		return nil
	}
	return t.flush()
}

func (t *table[T]) flush() error {
	_, err := t.out.Write(t.rows)
	t.rows = t.rows[:0]
	return err
}

func (t *table[T]) close() error { return errors.Join(t.flush(), t.out.Close(), t.file.Close()) }

// readKeys reads what writeKeys wrote, by scope, on all processors.
func readKeys(path string) (keys [][]graph.Fingerprint, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	parts := make([][][]graph.Fingerprint, runtime.GOMAXPROCS(0))
	var reading sync.WaitGroup
	all := len(data) / keyBytes
	for i := range parts {
		part := data[i*all/len(parts)*keyBytes : (i+1)*all/len(parts)*keyBytes]
		reading.Go(func() {
			parts[i] = make([][]graph.Fingerprint, len(graph.DefaultScopes()))
			for b := range slices.Chunk(part, keyBytes) {
				k := &parts[i][b[0]]
				*k = append(*k, graph.Fingerprint{Hi: binary.BigEndian.Uint64(b[1:]), Lo: binary.BigEndian.Uint64(b[9:])})
			}
		})
	}
	reading.Wait()
	for scope := range graph.DefaultScopes() {
		var of [][]graph.Fingerprint
		for _, part := range parts {
			of = append(of, part[scope])
		}
		keys = append(keys, slices.Concat(of...))
	}
	return keys, nil
}

// find looks the keys up, those of a scope together.
func find(ctx context.Context, path, keysPath string) error {
	keys, err := readKeys(keysPath)
	if err != nil {
		return err
	}
	db, err := database.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	var found, documents, occurrences int64
	for i, scope := range graph.DefaultScopes() {
		counts, err := corpus.Lookup(ctx, db, corpusID, scope, keys[i])
		if err != nil {
			return err
		}
		for _, c := range counts {
			if c.Documents > 0 {
				found++
			}
			documents += c.Documents
			occurrences += c.Occurrences
		}
	}
	fmt.Printf("(%d, %d, %d)\n", found, documents, occurrences)
	return nil
}
