package corpus

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// GraphFrom says where the graph of a document comes from.
type GraphFrom string

const (
	// FromEither takes the steps of a document that has some, and the problem
	// of one that has none.
	FromEither GraphFrom = ""
	// FromTrace takes only what the text really spells out.
	FromTrace GraphFrom = "trace"
	// FromInput compiles the problem, whatever the text says of the steps.
	FromInput GraphFrom = "input"
)

// Options say what to index and how.
type Options struct {
	Corpus string // name of the corpus; empty: the task's name
	Task   task.Task
	Paths  []string  // files, as record.Expand returns them
	FS     fs.FS     // where the paths are; nil: the machine's own file system
	Stdin  io.Reader // what the path "-" reads

	Scopes    []graph.Scope // nil: graph.DefaultScopes
	Ordered   bool          // keep the order of commutative arguments
	GraphFrom GraphFrom
	Fields    Fields
	MaxRecord int // bytes; 0: record.DefaultMaxRecord

	// What record.Options says of the same names.
	Format, Separator, Query string

	Workers int    // 0: one a processor
	Memory  int64  // bytes that counting may take, about; 0: DefaultMemory
	Temp    string // directory for what takes more than that; empty: that of the database

	MaxRejects      RejectLimit
	SkipBadFiles    bool // leave a faulty file out instead of failing
	AllowDuplicates bool // count a file that is in the corpus already once more

	ToolVersion string
	Now         time.Time      // written as indexed_at
	Progress    func(Progress) // called a few times a second; may be nil
}

// Progress is how far an indexing run has come.
type Progress struct {
	Path                string // of the file being read
	BytesRead, BytesAll int64  // of the files as they lie on the disk; All is 0 where unknown
	Documents, Rejected int64
}

// Report is what an indexing run did.
type Report struct {
	Files    []Account      `json:"files"`
	Total    Account        `json:"total"`
	Nodes    int64          `json:"nodes"`            // operation nodes counted, the occurrences of each scope
	Distinct map[string]int `json:"distinct"`         // sub-graphs of this run, by scope
	Faults   []record.Fault `json:"faults,omitempty"` // the first faulty records, in order

	// Outdated is how many examples had been measured against this corpus
	// before it grew; they have to be analyzed again.
	Outdated int64 `json:"outdated"`
}

// Index counts the sub-graphs of the files and adds them to the database. It
// is all or nothing: on an error, of a cancelled context too, the database is
// as it was. The Report is valid on an error as far as the run came.
func Index(ctx context.Context, db *database.DB, opt Options) (Report, error) {
	if err := opt.complete(db); err != nil {
		return Report{}, err
	}
	var report Report
	err := db.Write(ctx, func(tx *sql.Tx) error {
		into, err := openCorpus(ctx, tx, &opt)
		if err != nil {
			return err
		}
		run := indexRun{opt: &opt, into: into}
		p, err := run.count(ctx)
		defer p.close()
		report = run.report
		if err != nil {
			return err
		}
		return into.write(ctx, p.merge(opt.tableMemory()), &report)
	})
	return report, err
}

// complete checks the options and fills in those that are left to default.
func (opt *Options) complete(db *database.DB) error {
	if opt.Corpus == "" {
		opt.Corpus = opt.Task.Name()
	}
	if len(opt.Scopes) == 0 {
		opt.Scopes = graph.DefaultScopes()
	}
	// In an order of their own, since they are compared with those of other runs.
	opt.Scopes = slices.Clone(opt.Scopes)
	slices.SortFunc(opt.Scopes, func(a, b graph.Scope) int {
		return cmp.Or(cmp.Compare(a.Depth(math.MaxInt), b.Depth(math.MaxInt)), strings.Compare(a.String(), b.String()))
	})
	if len(slices.Compact(slices.Clone(opt.Scopes))) < len(opt.Scopes) {
		return fmt.Errorf("a scope is named twice among %v: name it once", opt.Scopes)
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	if opt.Memory <= 0 {
		opt.Memory = DefaultMemory()
	}
	if opt.Temp == "" {
		opt.Temp = filepath.Dir(db.Path())
	}
	if !slices.Contains([]GraphFrom{FromEither, FromTrace, FromInput}, opt.GraphFrom) {
		return fmt.Errorf("unknown source of graphs %q: use trace or input", opt.GraphFrom)
	}
	return nil
}

// tableMemory is how many bytes the tables of all workers may take. The rest
// of Memory is what the garbage collector leaves lying about.
func (opt *Options) tableMemory() int64 { return opt.Memory / 2 }

// indexRun reads the files, one after the other, into the pipeline.
type indexRun struct {
	opt      *Options
	into     *corpusWriter
	report   Report
	faults   faultList // found while reading; those of the workers are with them
	progress counts
	position position
}

// count reads and counts everything; nothing is written yet. The pipeline that
// it returns has to be closed.
func (r *indexRun) count(ctx context.Context) (*pipeline, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := r.into.refuseKnown(ctx); err != nil {
		return new(pipeline), err
	}
	p := startPipeline(ctx, r.opt, &r.progress, cancel)
	stop := r.reportProgress()
	var failure error
	for i, path := range r.opt.Paths {
		account, err := r.file(ctx, p, i, path)
		r.report.Files = append(r.report.Files, account)
		if err != nil {
			failure = err
			cancel(err)
			break
		}
	}
	accounts, faults := p.wait()
	stop()
	faults = append(faults, r.faults...)
	faults.trim()
	for _, f := range faults {
		r.report.Faults = append(r.report.Faults, f.Fault)
	}
	for i := range r.report.Files {
		r.report.Files[i].add(accounts[i])
		r.report.Total.add(r.report.Files[i])
	}
	if failure == nil && ctx.Err() != nil { // a worker could not go on with the last documents
		failure = context.Cause(ctx)
	}
	if failure == nil {
		failure = r.judge()
	}
	return p, failure
}

// judge decides whether what was read can stand.
func (r *indexRun) judge() error {
	total := r.report.Total
	first := ""
	if len(r.report.Faults) > 0 {
		first = "; the first: " + r.report.Faults[0].Error()
		if total.Rejected == total.Documents && strings.Contains(first, "not valid JSON") {
			first += "; is it plain text? then say --input-format text"
		}
	}
	switch {
	case r.opt.MaxRejects.Exceeded(total.Rejected, total.Documents):
		return fmt.Errorf("%d of %d records are faulty, more than --max-rejects %s allows%s", total.Rejected, total.Documents, r.opt.MaxRejects, first)
	case total.Compiled > 0:
		return nil
	case total.Documents > 0:
		return fmt.Errorf("none of %d records has anything of the task %s: check --task, --question-field, --text-field and --graph-from", total.Documents, r.opt.Task.Name())
	}
	for _, f := range r.report.Files {
		if f.Skipped != "" {
			return fmt.Errorf("no file is left: %s; mend it or give others", f.Skipped)
		}
	}
	return errors.New("there is not one record in the files: give others")
}
