package corpus

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

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

// lookupBatch is how many keys go into one query.
const lookupBatch = 500

// Lookup finds the counts of sub-graphs under a scope. Those that do not occur
// are not in the result. It asks in the order of the key, many at a time.
func Lookup(ctx context.Context, db database.Querier, corpusID int64, scope graph.Scope, keys []graph.Fingerprint) (map[graph.Fingerprint]Count, error) {
	found := make(map[graph.Fingerprint]Count, len(keys))
	err := inBatches(ctx, db, keys,
		"SELECT fingerprint, documents, occurrences FROM subgraph WHERE corpus_id = ? AND scope = ? AND fingerprint IN", []any{corpusID, scope.String()},
		func(rows *sql.Rows) error {
			var key []byte
			var c Count
			if err := rows.Scan(&key, &c.Documents, &c.Occurrences); err != nil {
				return err
			}
			f, err := graph.FingerprintFromBytes(key)
			found[f] = c
			return err
		})
	return found, err
}

// LookupInputs finds in how many documents problems occur, by their input.
func LookupInputs(ctx context.Context, db database.Querier, corpusID int64, inputs []string) (map[string]int64, error) {
	byKey := make(map[graph.Fingerprint]string, len(inputs))
	keys := make([]graph.Fingerprint, len(inputs))
	for i, input := range inputs {
		keys[i] = graph.FingerprintText(input)
		byKey[keys[i]] = input
	}
	found := make(map[string]int64)
	err := inBatches(ctx, db, keys, "SELECT fingerprint, documents FROM corpus_input WHERE corpus_id = ? AND fingerprint IN", []any{corpusID},
		func(rows *sql.Rows) error {
			var key []byte
			var documents int64
			if err := rows.Scan(&key, &documents); err != nil {
				return err
			}
			f, err := graph.FingerprintFromBytes(key)
			found[byKey[f]] = documents
			return err
		})
	return found, err
}

func inBatches(ctx context.Context, db database.Querier, keys []graph.Fingerprint, query string, args []any, each func(*sql.Rows) error) error {
	keys = slices.Clone(keys)
	slices.SortFunc(keys, graph.Fingerprint.Compare)
	keys = slices.Compact(keys)
	for batch := range slices.Chunk(keys, lookupBatch) {
		values := slices.Clone(args)
		for _, k := range batch {
			key := k.Bytes()
			values = append(values, key[:])
		}
		marks := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(batch)), ", ") + ")"
		if err := database.EachRow(ctx, db, query+" "+marks, values, each); err != nil {
			return fmt.Errorf("looking up counts: %w", err)
		}
	}
	return nil
}
