package corpus

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// CheckOptions say how a database is compared with the files it was made from.
type CheckOptions struct {
	Task    func(name string) (task.Task, error)
	Sample  int // documents of each file, the first, that are compiled again; 0: none
	Options     // how files are read: Fields, MaxRecord, Format, Separator and Query
}

// CheckReport is what a check found.
type CheckReport struct {
	Faults    []string `json:"faults"`    // empty where all is well
	Unchecked []string `json:"unchecked"` // files that could not be compared, and why
	Corpora   int      `json:"corpora"`
	Files     int      `json:"files"`     // compared
	Documents int64    `json:"documents"` // of them, compiled again
	Subgraphs int64    `json:"subgraphs"` // and looked up
}

// Check looks for what is wrong with a database: damage of the file, counts
// that do not add up, and sub-graphs of the first documents of its files that
// it lacks, as far as the files are where they were.
func Check(ctx context.Context, db *database.DB, opt CheckOptions) (report CheckReport, err error) {
	report.Faults, err = db.Check(ctx)
	if err != nil || len(report.Faults) > 0 {
		return report, db.Explain(err)
	}
	if report.Faults, err = checkSums(ctx, db); err != nil {
		return report, db.Explain(err)
	}
	corpora, err := indexed(ctx, db)
	if err != nil {
		return report, db.Explain(err)
	}
	report.Corpora = len(corpora)
	for _, c := range corpora {
		for _, f := range c.files {
			why, err := report.compare(ctx, db, &opt, c, f)
			if err != nil {
				return report, err
			}
			if why != "" {
				report.Unchecked = append(report.Unchecked, f.path+": "+why)
			}
		}
	}
	return report, nil
}

// sums are pairs of figures of each corpus that have to be equal.
var sums = []struct{ what, one, other string }{
	{"documents read, and those compiled, empty or rejected", "documents", "compiled + empty + rejected"},
	{"documents read, and those of its files", "documents", "(SELECT ifnull(sum(documents), 0) FROM corpus_file f WHERE f.corpus_id = c.corpus_id)"},
	{"documents compiled, and those of its files", "compiled", "(SELECT ifnull(sum(compiled), 0) FROM corpus_file f WHERE f.corpus_id = c.corpus_id)"},
	{"documents compiled, and those of its problems", "compiled", "(SELECT ifnull(sum(documents), 0) FROM corpus_input i WHERE i.corpus_id = c.corpus_id)"},
	{"documents compiled, and those of its sizes", "compiled", "(SELECT ifnull(sum(documents), 0) FROM corpus_size s WHERE s.corpus_id = c.corpus_id)"},
}

// checkSums adds the counts up.
func checkSums(ctx context.Context, db *database.DB) (faults []string, err error) {
	for _, s := range sums {
		err := database.EachRow(ctx, db, "SELECT name, "+s.one+", "+s.other+" FROM corpus c", nil, func(rows *sql.Rows) error {
			var name string
			var one, other int64
			if err := rows.Scan(&name, &one, &other); err != nil {
				return err
			}
			if one != other {
				faults = append(faults, fmt.Sprintf("corpus %q: %s are %d and %d", name, s.what, one, other))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	err = database.EachRow(ctx, db, `SELECT name, scope, c.nodes, sum(occurrences),
		count(*) FILTER (WHERE s.documents < 1 OR s.documents > c.compiled OR occurrences < s.documents OR s.nodes < 2 OR depth < 1)
		FROM corpus c JOIN subgraph s USING (corpus_id) GROUP BY corpus_id, scope`, nil, func(rows *sql.Rows) error {
		var name, scope string
		var nodes, occurrences, impossible int64
		if err := rows.Scan(&name, &scope, &nodes, &occurrences, &impossible); err != nil {
			return err
		}
		if nodes != occurrences {
			faults = append(faults, fmt.Sprintf("corpus %q: it has %d operation nodes, and under %s %d occurrences", name, nodes, scope, occurrences))
		}
		if impossible > 0 {
			faults = append(faults, fmt.Sprintf("corpus %q: %d sub-graphs under %s have counts that cannot be", name, impossible, scope))
		}
		return nil
	})
	return faults, err
}

// indexedCorpus is a corpus of a database, with its files.
type indexedCorpus struct {
	id         int64
	name, task string
	files      []indexedFile
}

type indexedFile struct {
	path, sum            string
	fromTrace, fromInput int64
}

func indexed(ctx context.Context, db *database.DB) (corpora []*indexedCorpus, err error) {
	byID := make(map[int64]*indexedCorpus)
	err = database.EachRow(ctx, db, "SELECT corpus_id, name, task FROM corpus ORDER BY 1", nil, func(rows *sql.Rows) error {
		c := new(indexedCorpus)
		corpora = append(corpora, c)
		err := rows.Scan(&c.id, &c.name, &c.task)
		byID[c.id] = c
		return err
	})
	if err != nil {
		return nil, err
	}
	return corpora, database.EachRow(ctx, db, "SELECT corpus_id, path, sha256, from_trace, from_input FROM corpus_file ORDER BY 1, 2, 3", nil, func(rows *sql.Rows) error {
		var id int64
		var f indexedFile
		if err := rows.Scan(&id, &f.path, &f.sum, &f.fromTrace, &f.fromInput); err != nil {
			return err
		}
		byID[id].files = append(byID[id].files, f)
		return nil
	})
}

// compare compiles the first documents of a file again and looks for their
// sub-graphs. It says why where the file cannot be compared.
func (r *CheckReport) compare(ctx context.Context, db *database.DB, opt *CheckOptions, c *indexedCorpus, f indexedFile) (why string, err error) {
	if opt.Sample == 0 {
		return "", nil
	}
	if info, err := os.Stat(f.path); err != nil || !info.Mode().IsRegular() {
		return "it is not there any more", nil
	}
	sum, err := await(ctx, func() (string, error) { return record.Hash(f.path, record.KindOf(f.sum)) })
	switch {
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case err != nil:
		return err.Error(), nil
	case sum != f.sum:
		return "it is another file than was indexed", nil
	}
	t, err := opt.Task(c.task)
	if err != nil {
		return err.Error(), nil
	}
	scopes, ordered, err := MadeWith(ctx, db)
	if err != nil {
		return "", db.Explain(err)
	}
	w := newWorker(&Options{Task: t, Scopes: scopes, Ordered: ordered, GraphFrom: f.graphFrom(), Fields: opt.Fields, Workers: 1, Memory: math.MaxInt64}, 1, new(counts))
	if err := w.sample(ctx, f.path, opt); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		return err.Error(), nil
	}
	if w.accounts[0].Compiled == 0 {
		return fmt.Sprintf("of its first %d records none has anything of the task %s: say how it was read, with --question-field and --text-field", w.accounts[0].Documents, c.task), nil
	}
	r.Files++
	r.Documents += w.accounts[0].Compiled
	m := newMerge([]*Counter{w.counter}, []*spill{w.spill}, 0)
	for i, scope := range scopes {
		missing, err := r.lookUp(ctx, db, c.id, scope, m, i)
		if err != nil {
			return "", db.Explain(err)
		}
		if missing > 0 {
			r.Faults = append(r.Faults, fmt.Sprintf("corpus %q: %d sub-graphs under %s in the first documents of %s are missing, or were counted too seldom", c.name, missing, scope, f.path))
		}
	}
	return "", nil
}

// graphFrom is where the graphs of the file came from, as far as it shows.
func (f indexedFile) graphFrom() GraphFrom {
	switch {
	case f.fromInput == 0:
		return FromTrace
	case f.fromTrace == 0:
		return FromInput
	}
	return FromEither
}

// sample counts the first documents of a file.
func (w *worker) sample(ctx context.Context, path string, opt *CheckOptions) error {
	f, err := record.Open(path, record.Options{MaxRecord: opt.MaxRecord, MaxExpansion: opt.MaxExpansion, Format: opt.Format, Separator: opt.Separator, Query: opt.Query, Fields: opt.Fields.columns()})
	if err != nil {
		return err
	}
	defer f.Close()
	defer context.AfterFunc(ctx, func() { f.Close() })()
	for rec, err := range f.Records() {
		var fault *record.Fault
		if err != nil && !errors.As(err, &fault) {
			return err
		}
		w.accounts[0].Documents++
		if err == nil {
			// What was rejected in indexing is so here.
			w.document(rec, &w.accounts[0])
		}
		if w.accounts[0].Documents >= int64(opt.Sample) {
			break
		}
	}
	w.waiting.share()
	return w.countShare()
}

// lookUp counts the sub-graphs of the sample that are not in the database as
// often as in the sample.
func (r *CheckReport) lookUp(ctx context.Context, db *database.DB, corpusID int64, scope graph.Scope, m *merge, table int) (missing int, err error) {
	err = m.batches(ctx, table, func(rows []row) error {
		keys := make([]graph.Fingerprint, len(rows))
		for i := range rows {
			keys[i] = rows[i].fingerprint
		}
		counts, err := Lookup(ctx, db, corpusID, scope, keys)
		if err != nil {
			return err
		}
		for i, c := range counts {
			if c.Documents < rows[i].documents || c.Occurrences < rows[i].occurrences {
				missing++
			}
		}
		r.Subgraphs += int64(len(rows))
		return nil
	})
	return missing, err
}
