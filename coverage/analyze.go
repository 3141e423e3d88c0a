package coverage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/estimate"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

// Options say what to analyze and how.
type Options struct {
	Paths []string  // files of transcripts
	FS    fs.FS     // where they are; nil: the machine's own file system
	Stdin io.Reader // what the path "-" reads

	Formats []transcript.Format // nil: all of graphcov's
	Format  string              // name of one of them; "auto" or empty: as the content shows
	Tasks   tasks.List          // nil: all of graphcov's
	Task    string              // name of one of them; "auto" or empty: as the file says, else recognised from the question
	Model   string              // for responses that name none
	Corpora []string            // names; nil: every corpus of a response's task
	NoNodes bool                // leave out the rows of single nodes (node, coverage, outcome)

	MaxRejects   corpus.RejectLimit // of faulty records; those of no known task are no fault
	SkipBadFiles bool               // leave a faulty file out instead of failing; its earlier rows stay

	ToolVersion string
	Now         time.Time
	Seed        uint64 // of all resampling
	Progress    func(records int)
}

func (opt *Options) open() transcript.Options {
	return transcript.Options{FS: opt.FS, Stdin: opt.Stdin, Format: opt.Format, Formats: opt.Formats}
}

// Report is what an analysis did.
type Report struct {
	Files   []FileAccount
	Corpora []string // that the examples were looked up in
}

// Analyze reads transcripts, measures them against the corpora in the database
// and writes the tables and findings. Rows of a file that was analyzed before
// are replaced; without any file only the findings are made anew. It is all or
// nothing, as corpus.Index is.
func Analyze(ctx context.Context, db *database.DB, opt Options) (Report, error) {
	a := analysis{opt: &opt, replaced: make(map[string]replaced)}
	if opt.Tasks == nil {
		opt.Tasks = tasks.All()
	}
	if opt.Task != "" && opt.Task != "auto" {
		t, err := opt.Tasks.Get(opt.Task)
		if err != nil {
			return Report{}, err
		}
		a.task = t
	}
	if err := a.skipBadFiles(ctx); err != nil {
		return a.report, err
	}
	err := db.Write(ctx, func(tx *sql.Tx) error {
		var err error
		a.tx = tx
		if err = database.LimitCache(ctx, tx, mostCache); err != nil {
			return err
		}
		if a.lookups, err = openLookups(ctx, tx, opt.Corpora); err != nil {
			return err
		}
		// All at first, so that the same run again gives its rows the same ids.
		for _, path := range a.paths {
			if err := a.noteReplaced(ctx, path); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM source WHERE source = ?", path); err != nil {
				return err
			}
		}
		for i, path := range a.paths {
			if slices.Contains(a.paths[:i], path) {
				continue
			}
			if err := a.file(ctx, path); err != nil {
				return err
			}
		}
		if len(opt.Paths) > 0 && !slices.ContainsFunc(a.report.Files, func(f FileAccount) bool { return f.Responses > 0 }) {
			return ErrNoResponses
		}
		if err := database.SetToolVersion(ctx, tx, opt.ToolVersion); err != nil {
			return err
		}
		return estimate.Findings(ctx, tx, opt.Tasks, opt.Seed)
	})
	a.report.Corpora = a.lookups.names()
	return a.report, err
}

// mostCache is how much SQLite may keep of what an analysis changes, in bytes; it
// takes twice that of memory. Rows mostly go to the ends of their tables, so
// that a larger cache saves nothing.
const mostCache = 512 << 20

// ErrNoResponses ends an analysis in which no record could be used; the Report
// says why.
var ErrNoResponses = errors.New("no response could be used")

// noteReplaced keeps in mind what an earlier analysis of that path had, so that
// the report can say what is replaced.
func (a *analysis) noteReplaced(ctx context.Context, path string) error {
	return database.EachRow(ctx, a.tx, "SELECT sha256, responses FROM source WHERE source = ?", []any{path}, func(rows *sql.Rows) error {
		var before replaced
		err := rows.Scan(&before.sha256, &before.responses)
		a.replaced[path] = before
		return err
	})
}

// replaced is a file as an earlier analysis had it.
type replaced struct {
	sha256    string
	responses int
}

// skipBadFiles decides which files are read.
func (a *analysis) skipBadFiles(ctx context.Context) error {
	a.paths = a.opt.Paths
	if !a.opt.SkipBadFiles {
		return nil
	}
	a.paths = nil
	for _, path := range a.opt.Paths {
		if path != "-" {
			if err := transcript.Check(ctx, path, a.opt.open()); err != nil {
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				a.report.Files = append(a.report.Files, FileAccount{Path: path, Skipped: err.Error()})
				continue
			}
		}
		a.paths = append(a.paths, path)
	}
	return nil
}

// analysis is one run of Analyze.
type analysis struct {
	opt     *Options
	paths   []string  // the files that are read
	task    task.Task // nil: auto
	tx      *sql.Tx
	store   *store // of the file at hand
	lookups *lookups
	report  Report
	records int // of all files, for progress

	replaced map[string]replaced // by path
}

// file analyzes one file of transcripts.
func (a *analysis) file(ctx context.Context, path string) error {
	f, err := transcript.Open(path, a.opt.open())
	if err != nil {
		return err
	}
	defer f.Close()
	defer context.AfterFunc(ctx, func() { f.Close() })()
	rows := newWriter(ctx)
	defer rows.close()
	if a.store, err = newStore(ctx, a.tx, rows); err != nil {
		return err
	}
	a.lookups.idle = rows.wait
	account := FileAccount{Path: path, Format: f.Format()}
	reader := newFileReader(a, &account)
	for response, err := range f.Responses(ctx) {
		var reject *transcript.Reject
		if err != nil && !errors.As(err, &reject) {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			return fmt.Errorf("%w; mend the file, or leave it out with --skip-bad-files", err)
		}
		account.Records++
		if a.records++; a.opt.Progress != nil && a.records%100 == 0 {
			a.opt.Progress(a.records)
		}
		if reject != nil {
			account.reject(reject, !reject.Sound)
			continue
		}
		if err := reader.response(ctx, &response); err != nil {
			return err
		}
	}
	if err := reader.flush(ctx); err != nil {
		return err
	}
	if err := reader.writeReference(ctx); err != nil {
		return err
	}
	if err := a.store.finish(ctx); err != nil {
		return err
	}
	account.SHA256 = f.SHA256()
	if before := a.replaced[path]; before.sha256 != account.SHA256 {
		account.Replaced = before.responses
	}
	if err := a.nameStdin(ctx, &account); err != nil {
		return err
	}
	a.report.Files = append(a.report.Files, account)
	if a.opt.MaxRejects.Exceeded(int64(account.Faulty), int64(account.Records)) {
		first := slices.IndexFunc(account.Rejects, func(r RejectCount) bool { return r.Faulty })
		return fmt.Errorf("%s: %d of %d records are faulty, more than --max-rejects %s allows; the first: %v",
			path, account.Faulty, account.Records, a.opt.MaxRejects, account.Rejects[first])
	}
	return a.writeSource(ctx, &account)
}

// nameStdin gives what came from standard input a name of its own by its
// content, so that the next pipe does not replace it.
func (a *analysis) nameStdin(ctx context.Context, account *FileAccount) error {
	if account.Path != "-" {
		return nil
	}
	account.Path = "-@" + account.SHA256[:12]
	_, err := a.tx.ExecContext(ctx, "UPDATE example SET source = ? WHERE source = '-'", account.Path)
	return err
}

// writeSource writes the file's own rows. The same bytes under another name
// are the same file, so that rows of it are replaced.
func (a *analysis) writeSource(ctx context.Context, account *FileAccount) error {
	err := database.EachRow(ctx, a.tx, "SELECT source FROM source WHERE sha256 = ?", []any{account.SHA256}, func(rows *sql.Rows) error {
		return rows.Scan(&a.report.Files[len(a.report.Files)-1].SameAs)
	})
	if err != nil {
		return err
	}
	if _, err := a.tx.ExecContext(ctx, "DELETE FROM source WHERE sha256 = ?", account.SHA256); err != nil {
		return err
	}
	_, err = a.tx.ExecContext(ctx, "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", account.Path, account.SHA256, account.Format,
		account.Records, account.Responses, account.Rejected(), a.opt.Now.UTC().Format(time.RFC3339))
	if err != nil {
		return err
	}
	for _, r := range account.Rejects {
		if _, err := a.tx.ExecContext(ctx, "INSERT INTO source_reject VALUES (?, ?, ?, ?)", account.Path, r.Reason, r.Records, r.FirstLine); err != nil {
			return err
		}
	}
	return nil
}
