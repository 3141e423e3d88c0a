package corpus

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// Count is how often a sub-graph occurs in a corpus.
type Count struct {
	Documents   int64 // training documents that contain it
	Occurrences int64 // how often in all
}

// MadeWith are the options that the fingerprints of a database were made with.
// There are no scopes where it has no corpus.
func MadeWith(ctx context.Context, db database.Querier) (scopes []graph.Scope, ordered bool, err error) {
	err = database.EachRow(ctx, db, "SELECT key, value FROM meta", nil, func(rows *sql.Rows) error {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return err
		}
		switch key {
		case "ordered":
			ordered = value == "true"
		case "scopes":
			scopes, err = graph.ParseScopes(strings.Split(value, ","))
		case "fingerprint_scheme":
			if value != graph.FingerprintScheme {
				err = fmt.Errorf("the database was made with the fingerprint scheme %s, this graphcov has %s: index the corpus again", value, graph.FingerprintScheme)
			}
		}
		return err
	})
	return scopes, ordered, err
}

// Lookup finds the counts of sub-graphs under a scope: the first is that of the
// first key, and so on; zero where it does not occur. It looks in the order of
// the fingerprints, and the more are asked for at a time, the less time each
// takes.
func Lookup(ctx context.Context, db database.Querier, corpusID int64, scope graph.Scope, keys []graph.Fingerprint) ([]Count, error) {
	match := []database.Match{{Column: "corpus_id", Value: corpusID}, {Column: "scope", Value: scope.String()}}
	return lookUp(ctx, db, "subgraph", match, []string{"documents", "occurrences"}, keys, func(values []int64) Count {
		return Count{values[0], values[1]}
	})
}

// LookupInputs finds in how many documents problems occur, by their input: the
// first number is of the first input, and so on.
func LookupInputs(ctx context.Context, db database.Querier, corpusID int64, inputs []string) (documents []int64, err error) {
	keys := make([]graph.Fingerprint, len(inputs))
	for i, input := range inputs {
		keys[i] = graph.FingerprintText(input)
	}
	match := []database.Match{{Column: "corpus_id", Value: corpusID}}
	return lookUp(ctx, db, "corpus_input", match, []string{"documents"}, keys, func(values []int64) int64 { return values[0] })
}

// lookUp makes something of the columns of the row of each key. All processors
// do so, each for a range of the keys at a time.
func lookUp[T any](ctx context.Context, db database.Querier, table string, match []database.Match, columns []string, keys []graph.Fingerprint, of func(values []int64) T) ([]T, error) {
	r := split(keys)
	found := make([]T, len(keys)) // in the order of the ranges
	err := database.Read(ctx, db, func(tx database.Querier) (err error) {
		finder := database.NewFinder(tx, table, match, columns...)
		defer func() { err = errors.Join(err, finder.Close(context.WithoutCancel(ctx))) }()
		workers, ctx := errgroup.WithContext(ctx)
		var taken atomic.Int64
		for range min(runtime.GOMAXPROCS(0), len(r.ends)) {
			workers.Go(func() error {
				var s sorter
				for {
					i := int(taken.Add(1)) - 1
					if i >= len(r.ends) {
						return nil
					}
					into := found[r.start(i):]
					err := finder.Find(ctx, s.sort(r, i), func(number uint32, values []int64) { into[number] = of(values) })
					if err != nil {
						return err
					}
				}
			})
		}
		return workers.Wait()
	})
	if err != nil {
		return nil, fmt.Errorf("looking up counts: %w", err)
	}
	r.keys = nil // lets go of the memory
	return restore(r, keys, found), nil
}
