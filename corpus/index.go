package corpus

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
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
	Workers   int // 0: one a processor

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
	Files    []Account
	Total    Account
	Nodes    int64          // operation nodes counted, the occurrences of each scope
	Distinct map[string]int // sub-graphs of this run, by scope
	Faults   []record.Fault // the first faulty records, in order
}

// Index counts the sub-graphs of the files and adds them to the database. It
// is all or nothing: on an error, of a cancelled context too, the database is
// as it was. The Report is valid on an error as far as the run came.
func Index(ctx context.Context, db *database.DB, opt Options) (Report, error) {
	if opt.Corpus == "" {
		opt.Corpus = opt.Task.Name()
	}
	if opt.Scopes == nil {
		opt.Scopes = graph.DefaultScopes()
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	var report Report
	err := db.Write(ctx, func(tx *sql.Tx) error {
		into, err := openCorpus(ctx, tx, &opt)
		if err != nil {
			return err
		}
		run := indexRun{opt: &opt, into: into}
		counted, err := run.count(ctx)
		report = run.report
		if err != nil {
			return err
		}
		return into.write(ctx, counted, &report)
	})
	return report, err
}

// indexRun reads the files, one after the other, into the pipeline.
type indexRun struct {
	opt      *Options
	into     *corpusWriter
	report   Report
	progress counts
	position position
}

// count reads and counts everything; nothing is written yet.
func (r *indexRun) count(ctx context.Context) (*Counter, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := r.into.refuseKnown(ctx, r.opt); err != nil {
		return nil, err
	}
	p := startPipeline(ctx, r.opt, len(r.opt.Paths), &r.progress)
	stop := r.reportProgress()
	files := make([]Account, len(r.opt.Paths))
	var faults faultList
	var failure error
	for i, path := range r.opt.Paths {
		files[i], failure = r.file(ctx, p, i, path, &faults)
		if failure != nil {
			cancel(failure)
			break
		}
	}
	all := p.wait()
	stop()
	all.faults = append(all.faults, faults...)
	all.faults.trim()
	for i := range files {
		files[i].add(all.accounts[i])
		r.report.Total.add(files[i])
	}
	r.report.Files = files
	for _, f := range all.faults {
		r.report.Faults = append(r.report.Faults, f.Fault)
	}
	if failure == nil {
		failure = r.judge()
	}
	return all.counter, failure
}

// judge decides whether what was read can stand.
func (r *indexRun) judge() error {
	total := r.report.Total
	first := ""
	if len(r.report.Faults) > 0 {
		first = "; the first: " + r.report.Faults[0].Error()
	}
	if r.opt.MaxRejects.Exceeded(total.Rejected, total.Documents) {
		return fmt.Errorf("%d of %d records are faulty, more than --max-rejects %s allows%s", total.Rejected, total.Documents, r.opt.MaxRejects, first)
	}
	if total.Compiled == 0 {
		return fmt.Errorf("none of %d records has anything of the task %s: check --task, --question-field, --text-field and --graph-from", total.Documents, r.opt.Task.Name())
	}
	return nil
}

// file sends the records of one file to the workers.
func (r *indexRun) file(ctx context.Context, p *pipeline, number int, path string, faults *faultList) (Account, error) {
	account := Account{Path: path}
	if r.opt.SkipBadFiles && path != "-" {
		// A file counted in part would be counted twice once it is mended, so it
		// is read to its end before anything of it is counted.
		if err := r.read(ctx, path, func(*record.File) error { return nil }, func(record.Record, *record.Fault) error { return nil }); err != nil {
			account.Skipped = err.Error()
			return account, ctx.Err()
		}
	}
	b := p.batch(number, path)
	send := func() error {
		select {
		case p.work <- b:
			b = p.batch(number, path)
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	err := r.read(ctx, path, func(f *record.File) error {
		account.SHA256, account.Format, account.Size = f.SHA256(), f.Format(), f.BytesRead()
		return send()
	}, func(rec record.Record, fault *record.Fault) error {
		if fault != nil {
			account.Documents++
			account.Rejected++
			r.progress.rejected.Add(1)
			faults.add(locatedFault{number, *fault})
			return nil
		}
		b.add(rec)
		if b.full() {
			return send()
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		return account, fmt.Errorf("%w; mend the file, or leave it out with --skip-bad-files", err)
	}
	if err != nil {
		return account, err
	}
	return account, r.into.refuseTwice(account, r.opt)
}

// read calls each for every record or fault of a file, and end after the last.
func (r *indexRun) read(ctx context.Context, path string, end func(*record.File) error, each func(record.Record, *record.Fault) error) error {
	f, err := r.open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	defer context.AfterFunc(ctx, func() { f.Close() })() // a read that waits for input ends, too
	r.position.next(f)
	for rec, err := range f.Records() {
		var fault *record.Fault
		if err != nil && !errors.As(err, &fault) {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			return err
		}
		if err := each(rec, fault); err != nil {
			return err
		}
	}
	return end(f)
}

func (r *indexRun) open(path string) (*record.File, error) {
	opt := record.Options{MaxRecord: r.opt.MaxRecord, Unchecked: true, FS: r.opt.FS}
	if path != "-" {
		return record.Open(path, opt)
	}
	if r.opt.Stdin == nil {
		return nil, errors.New("-: there is no standard input")
	}
	return record.NewFile("-", r.opt.Stdin, opt)
}
