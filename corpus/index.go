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
	"os"
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

	MaxExpansion int // of a compressed file, times; 0: record.DefaultMaxExpansion

	Hash record.HashKind // that files are known by; empty: record.SHA256

	// What record.Options says of the same names.
	Format, Separator, Query string

	Workers int    // 0: one a processor
	Memory  int64  // bytes that counting may take, about; 0: DefaultMemory
	Temp    string // directory for what takes more than that; empty: that of the database

	// Resume keeps what was counted of complete files until the run has come to
	// its end, so that the same run again goes on after them. That is done at the
	// end of a file where so much time has passed; 0: DefaultCheckpoint. Paths
	// that cannot be read again, such as "-", and those after them are not kept.
	Resume     bool
	Checkpoint time.Duration

	MaxRejects      RejectLimit
	SkipBadFiles    bool // leave a faulty file out instead of failing
	AllowDuplicates bool // count a file that is in the corpus already once more

	ToolVersion string
	Now         time.Time      // written as indexed_at
	Progress    func(Progress) // called a few times a second; may be nil
	Note        func(string)   // told, in a sentence, what is worth knowing of the run; may be nil

	checkpointDir string
	everyFile     bool // makes a checkpoint after every file, for tests
}

func (opt *Options) note(format string, args ...any) {
	if opt.Note != nil {
		opt.Note(fmt.Sprintf(format, args...))
	}
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
// as it was. The Report is valid on an error as far as the run came. With
// Options.Resume, an error that leaves something to go on with is a *KeptError.
func Index(ctx context.Context, db *database.DB, opt Options) (Report, error) {
	if err := opt.complete(db); err != nil {
		return Report{}, err
	}
	run := indexRun{opt: &opt}
	err := db.Write(ctx, func(tx *sql.Tx) (err error) {
		if run.into, err = openCorpus(ctx, tx, &opt); err != nil {
			return err
		}
		if run.checkpoint, err = openCheckpoint(ctx, run.into); err != nil {
			return err
		}
		defer run.checkpoint.close()
		if run.checkpoint.isFinished() {
			return errFinished
		}
		p, err := run.count(ctx)
		defer p.close()
		if err != nil {
			return err
		}
		if err := run.into.write(ctx, p.merge(opt.tableMemory()), &run.report); err != nil {
			return err
		}
		return run.checkpoint.finish(ctx, run.into, run.report)
	})
	if err == errFinished {
		run.report, err = run.checkpoint.kept.Finished.Report, nil
	}
	return run.report, run.checkpoint.end(&run.report, err)
}

// complete checks the options and fills in those that are left to default.
func (opt *Options) complete(db *database.DB) (err error) {
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
	if opt.Hash == "" {
		opt.Hash = record.SHA256
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	if opt.Memory <= 0 {
		opt.Memory = DefaultMemory()
	}
	if opt.checkpointDir, err = checkpointDir(db.Path(), opt.Temp); err != nil {
		return err
	}
	if opt.Temp == "" {
		opt.Temp = filepath.Dir(db.Path())
	} else if info, err := os.Stat(opt.Temp); err != nil || !info.IsDir() { // it may be hours until one is needed
		return fmt.Errorf("%s is no directory for temporary files: name another with --temp", opt.Temp)
	}
	if opt.Checkpoint <= 0 {
		opt.Checkpoint = DefaultCheckpoint
	}
	if opt.Resume && opt.FS != nil {
		return errors.New("only files of the machine's own file system can be read again to resume")
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

	checkpoint *checkpoint // nil without Options.Resume
	taken      int         // how many of its files have come by
}

// count reads and counts everything; nothing is written yet. The pipeline that
// it returns has to be closed.
func (r *indexRun) count(ctx context.Context) (*pipeline, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := r.into.refuseKnown(ctx); err != nil {
		return new(pipeline), err
	}
	p := startPipeline(ctx, r.opt, r.checkpoint, &r.progress, cancel)
	stop := r.reportProgress()
	var failure error
	for i, path := range r.opt.Paths {
		if err := r.next(ctx, p, i, path); err != nil {
			failure = err
			cancel(err)
			break
		}
	}
	accounts, faults := p.wait(ctx, cancel)
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

// next counts the next file, or takes what an earlier run has counted of it.
func (r *indexRun) next(ctx context.Context, p *pipeline, number int, path string) error {
	if f, kept := r.kept(path); kept {
		r.report.Files = append(r.report.Files, f.Account)
		return r.take(ctx, number, f)
	}
	account, err := r.file(ctx, p, number, path)
	r.report.Files = append(r.report.Files, account)
	if err != nil {
		return err
	}
	return r.keep(ctx, p)
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
