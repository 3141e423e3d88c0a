package corpus

import (
	"context"

	"github.com/graphcov/graphcov/corpus/database"
)

// rowWriter writes counted rows to a table, in the order of its primary key.
// There are two ways: an empty table is loaded, to another one the counts are
// added.
type rowWriter interface {
	add(ctx context.Context, scope string, r *row) error
	close(ctx context.Context) error
}

// subgraphs writes to the table subgraph.
func (w *corpusWriter) subgraphs(ctx context.Context, kinds []kind) (rowWriter, error) {
	loader, err := database.NewLoader(ctx, w.tx, "subgraph")
	if err != nil {
		return nil, err
	}
	if loader != nil && longestOp(kinds)+subgraphBytes <= loader.LongestRow() {
		return &loadedRows{loader: loader, encode: func(out *database.Row, scope string, r *row) {
			key, kind := r.fingerprint.Bytes(), kinds[r.kind]
			out.Int(w.id)
			out.Text(scope)
			out.Blob(key[:])
			out.Text(string(kind.op))
			out.Int(int64(kind.depth))
			out.Int(int64(r.nodes))
			out.Int(r.documents)
			out.Int(r.occurrences)
		}}, nil
	}
	type boxed struct{ op, depth any }
	values := make([]boxed, len(kinds)) // boxed once, not for each row
	for i, k := range kinds {
		values[i] = boxed{string(k.op), int64(k.depth)}
	}
	in, err := database.NewInserter(ctx, w.tx, "subgraph",
		[]string{"corpus_id", "scope", "fingerprint", "op", "depth", "nodes", "documents", "occurrences"},
		w.onConflict("documents = documents + excluded.documents, occurrences = occurrences + excluded.occurrences, nodes = min(nodes, excluded.nodes)"),
		w.id)
	if err != nil {
		return nil, err
	}
	return &insertedRows{in, func(ctx context.Context, scope string, r *row) error {
		key, kind := r.fingerprint.Bytes(), &values[r.kind]
		return in.Add(ctx, scope, key[:], kind.op, kind.depth, int64(r.nodes), r.documents, r.occurrences)
	}}, nil
}

// subgraphBytes bounds what a row of subgraph takes besides its op.
const subgraphBytes = 128

func longestOp(kinds []kind) (longest int) {
	for _, k := range kinds {
		longest = max(longest, len(k.op))
	}
	return longest
}

// inputs writes to the table corpus_input.
func (w *corpusWriter) inputs(ctx context.Context) (rowWriter, error) {
	loader, err := database.NewLoader(ctx, w.tx, "corpus_input")
	if err != nil {
		return nil, err
	}
	if loader != nil {
		return &loadedRows{loader: loader, encode: func(out *database.Row, _ string, r *row) {
			key := r.fingerprint.Bytes()
			out.Int(w.id)
			out.Blob(key[:])
			out.Int(r.documents)
		}}, nil
	}
	in, err := database.NewInserter(ctx, w.tx, "corpus_input", []string{"corpus_id", "fingerprint", "documents"},
		w.onConflict("documents = documents + excluded.documents"), w.id)
	if err != nil {
		return nil, err
	}
	return &insertedRows{in, func(ctx context.Context, _ string, r *row) error {
		key := r.fingerprint.Bytes()
		return in.Add(ctx, key[:], r.documents)
	}}, nil
}

type loadedRows struct {
	loader *database.Loader
	row    database.Row
	encode func(out *database.Row, scope string, r *row)
}

func (l *loadedRows) add(_ context.Context, scope string, r *row) error {
	l.row.Reset()
	l.encode(&l.row, scope, r)
	return l.loader.Add(&l.row)
}

func (l *loadedRows) close(ctx context.Context) error { return l.loader.Close(ctx) }

type insertedRows struct {
	in     *database.Inserter
	insert func(ctx context.Context, scope string, r *row) error
}

func (i *insertedRows) add(ctx context.Context, scope string, r *row) error {
	return i.insert(ctx, scope, r)
}

func (i *insertedRows) close(ctx context.Context) error { return i.in.Close(ctx) }
