package corpus

import (
	"context"
	"errors"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Search says where Find looks. Its task and source of graphs should be those
// that the files were indexed with.
type Search struct {
	Task      task.Task
	Paths     []string // files, as record.Expand returns them
	GraphFrom GraphFrom
	Fields    Fields
	Limit     int // end after so many documents; 0: find all
}

// Location is a record of a file.
type Location struct {
	Path string
	Line int
}

// String is path:line.
func (l Location) String() string { return fmt.Sprintf("%s:%d", l.Path, l.Line) }

// Find reads training files again for documents that contain a sub-graph, named
// by its fingerprint under a scope: an index counts such documents, and forgets
// which they were. Faulty records, which the index has reported, are passed over.
// The database says whether the index kept the order of arguments.
func Find(ctx context.Context, db database.Querier, s Search, scope graph.Scope, wanted graph.Fingerprint) ([]Location, error) {
	_, ordered, err := MadeWith(ctx, db)
	if err != nil {
		return nil, err
	}
	f := finder{
		search: &s, wanted: wanted, fingerprinter: graph.NewFingerprinter([]graph.Scope{scope}, ordered),
		worker: worker{opt: &Options{Task: s.Task, GraphFrom: s.GraphFrom, Fields: s.Fields}},
	}
	for _, path := range s.Paths {
		if err := f.file(ctx, path); err != nil {
			return f.found, err
		}
	}
	return f.found, nil
}

type finder struct {
	search        *Search
	wanted        graph.Fingerprint
	fingerprinter *graph.Fingerprinter // of one scope
	worker        worker               // compiles as the index does
	found         []Location
}

func (f *finder) full() bool { return f.search.Limit > 0 && len(f.found) >= f.search.Limit }

func (f *finder) file(ctx context.Context, path string) error {
	file, err := record.Open(path, record.Options{Fields: f.search.Fields.columns()})
	if err != nil {
		return err
	}
	defer file.Close()
	for rec, err := range file.Records() {
		var fault *record.Fault
		switch {
		case f.full():
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case errors.As(err, &fault):
			continue
		case err != nil:
			return err
		case f.contains(rec):
			f.found = append(f.found, Location{path, rec.Line})
		}
	}
	return nil
}

func (f *finder) contains(rec record.Record) bool {
	doc, fields, err := f.search.Fields.find(rec, f.worker.fields)
	f.worker.fields = fields
	if err != nil || !doc.mayHold(f.search.Task) {
		return false
	}
	if _, _, err := f.worker.compile(doc.decode()); err != nil {
		return false
	}
	g := &f.worker.graph
	f.fingerprinter.Compute(g)
	for v := range graph.Node(g.Len()) {
		if !g.IsSource(v) && f.fingerprinter.At(0, v) == f.wanted {
			return true
		}
	}
	return false
}
