package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
)

// maxWorkers bounds what they take beside --memory, some kilobytes each.
const maxWorkers = 1024

type indexFlags struct {
	db, task, graphFrom, maxRejects, separator, memory, hash string
	scopes                                                   []string
	asJSON                                                   bool
	opt                                                      corpus.Options
}

func newIndex(p *program) *cobra.Command {
	var f indexFlags
	cmd := &cobra.Command{
		Use:   "index --db DATABASE --task TASK FILE...",
		Short: "count the sub-graphs of training documents",
		Long: `Compiles every training document into a graph of partial computations and
counts, for each sub-graph, in how many documents it occurs. Files are JSONL or
JSON arrays, or plain text (.txt, .md) whose documents are separated by
<|endoftext|>, as they are or compressed with gzip or zstd; Parquet files; and
SQLite databases. Directories are searched for JSON, .txt and .parquet files,
and - is standard input. Counts are added to what the database holds; a run
that fails or is interrupted changes nothing. A corpus may be far larger than
the memory: see --memory and --temp.

With --resume, what has been counted of complete files is kept meanwhile in a
directory, DATABASE.resume or one in --temp. Where the run fails, is interrupted
or killed, the same command again goes on after those files, whose hashes alone
are compared, and makes the same database as if nothing had happened; files may
be added behind, and --workers and --memory may differ. At the end of the run
the directory is removed. Standard input and pipes cannot be read again: give
them after all files, since nothing is kept from there on.`,
		Example: `  graphcov index --db mine.db --task multiplication train.jsonl.gz
  graphcov index --db mine.db --task multiplication --corpus pretraining shards/*.jsonl.zst
  zcat train.jsonl.gz | graphcov index --db mine.db --task multiplication -
  graphcov index --db mine.db --task multiplication --separator '\n\n' notes.txt
  graphcov index --db mine.db --task multiplication train-*.parquet
  graphcov index --db mine.db --task multiplication --resume shards/
  graphcov index --db mine.db --task multiplication --query 'SELECT q AS question, a AS answer FROM qa' data.sqlite`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.index(cmd.Context(), f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to add to, made if it is not there (required)")
	flags.StringVar(&f.task, "task", "", "the task whose steps are counted (required; see graphcov tasks)")
	flags.StringVar(&f.opt.Corpus, "corpus", "", "name of the corpus (default the task's name)")
	flags.StringSliceVar(&f.scopes, "scopes", scopeNames(graph.DefaultScopes()), "parts of a sub-graph that are compared: step, hop2, hop3, .., full, shape")
	flags.BoolVar(&f.opt.Ordered, "ordered", false, "keep the order of commutative arguments: 2 x 4 is not 4 x 2")
	flags.StringVar(&f.graphFrom, "graph-from", "", "trace: only the steps that a text spells out; input: the problem, whatever the text says (default: trace where there is one)")
	flags.StringVar(&f.opt.Fields.Question, "question-field", "", "field of the question (default: the usual names)")
	flags.StringVar(&f.opt.Fields.Text, "text-field", "", "field of the text that spells the steps out (default: the usual names)")
	flags.StringVar(&f.opt.Format, "input-format", "", "json or text, whatever the files are called (default: by content and name)")
	flags.StringVar(&f.separator, "separator", "", `what stands between the documents of plain text, \n for a line feed (default "`+record.DefaultSeparator+`")`)
	flags.StringVar(&f.opt.Query, "query", "", "SELECT whose rows are the records of an SQLite database (default: the one table with known columns)")
	flags.StringVar(&f.maxRejects, "max-rejects", "1%", "faulty records that a run bears: a number, or a share such as 1%")
	flags.BoolVar(&f.opt.SkipBadFiles, "skip-bad-files", false, "leave truncated or unreadable files out instead of failing")
	flags.IntVar(&f.opt.MaxExpansion, "max-expansion", record.DefaultMaxExpansion, "how many times the size of a compressed file, Parquet file or SQLite database its text may have, beyond 1 GiB")
	flags.StringVar(&f.hash, "hash", string(record.SHA256), "what files are known by: sha256, or xxh3, which is faster where there is little to count and proves nothing against forgery")
	flags.BoolVar(&f.opt.AllowDuplicates, "allow-duplicates", false, "count a file that is in the corpus already once more")
	flags.IntVar(&f.opt.Workers, "workers", 0, "documents compiled at a time (default: one a processor)")
	flags.StringVar(&f.memory, "memory", "", "memory that counting may take, such as 1GiB; what takes more goes to temporary files (default: half of what there is)")
	flags.StringVar(&f.opt.Temp, "temp", "", "directory for temporary files (default: that of the database)")
	flags.BoolVar(&f.opt.Resume, "resume", false, "keep what is counted of complete files until the run has come to its end, and go on after them")
	flags.DurationVar(&f.opt.Checkpoint, "checkpoint", corpus.DefaultCheckpoint, "with --resume: what is counted is kept at the end of a file after so much time")
	flags.BoolVar(&f.asJSON, "json", false, "print the account as JSON")
	cmd.MarkFlagRequired("db")
	cmd.MarkFlagRequired("task")
	cmd.RegisterFlagCompletionFunc("task", completeTaskFlag)
	return cmd
}

func scopeNames(scopes []graph.Scope) []string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = s.String()
	}
	return names
}

func (p *program) index(ctx context.Context, f indexFlags, args []string) error {
	var err error
	opt := f.opt
	if opt.Task, err = tasks.All().Get(f.task); err != nil {
		return usage(err)
	}
	if opt.Scopes, err = graph.ParseScopes(f.scopes); err != nil {
		return usage(err)
	}
	if opt.Workers < 0 || opt.Workers > maxWorkers {
		return usage(fmt.Errorf("--workers %d: use a number from 0, one a processor, to %d", opt.Workers, maxWorkers))
	}
	if opt.MaxExpansion < 1 {
		return usage(fmt.Errorf("--max-expansion %d: use a number of times, at least 1", opt.MaxExpansion))
	}
	if opt.MaxRejects, err = corpus.ParseRejectLimit(f.maxRejects); err != nil {
		return usage(err)
	}
	if f.memory != "" {
		if opt.Memory, err = parseMemory(f.memory); err != nil {
			return usage(err)
		}
	}
	opt.GraphFrom = corpus.GraphFrom(f.graphFrom)
	if !slices.Contains([]corpus.GraphFrom{corpus.FromEither, corpus.FromTrace, corpus.FromInput}, opt.GraphFrom) {
		return usage(fmt.Errorf("unknown --graph-from %q: use trace or input", f.graphFrom))
	}
	if opt.Format != "" && !slices.Contains(record.Formats(), opt.Format) {
		return usage(fmt.Errorf("unknown --input-format %q: use %s", opt.Format, strings.Join(record.Formats(), " or ")))
	}
	opt.Hash = record.HashKind(f.hash)
	if !slices.Contains(record.HashKinds(), opt.Hash) {
		return usage(fmt.Errorf("unknown --hash %q: use %s or %s", f.hash, record.SHA256, record.XXH3))
	}
	opt.Separator = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t").Replace(f.separator)
	if opt.Paths, err = record.Expand(args, ".txt", ".parquet"); err != nil {
		return err
	}
	if opt.Checkpoint <= 0 {
		return usage(fmt.Errorf("--checkpoint %v: use a time such as 30s or 5m", opt.Checkpoint))
	}
	if opt.Resume && !slices.ContainsFunc(opt.Paths, isFile) {
		return usage(errors.New("--resume goes on after whole files, and there is none: standard input and pipes cannot be read again"))
	}
	opt.Stdin, opt.ToolVersion, opt.Now = p.stdin, version(), now()
	opt.Note = func(message string) { fmt.Fprintf(p.stderr, "graphcov: %s: %s\n", p.command, message) }
	db, err := database.Create(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	show, done := p.indexProgress()
	opt.Progress = show
	report, err := corpus.Index(ctx, db, opt)
	done()
	p.reportFaults(report.Faults, report.Total.Rejected)
	if err != nil {
		return err
	}
	if f.asJSON {
		return p.writeJSON(report)
	}
	p.screen.writeIndexReport(p.stdout, report)
	return nil
}

// isFile reports whether a path can be read again. One that cannot be read at
// all is met later.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return path != "-" && (err != nil || info.Mode().IsRegular())
}

// leastMemory is the least that --memory may say; a run needs some whatever it counts.
const leastMemory = 1 << 20

func parseMemory(text string) (int64, error) {
	bytes, err := humanize.ParseBytes(text)
	if err != nil || bytes < leastMemory || bytes > math.MaxInt64 {
		return 0, fmt.Errorf("--memory %q: use bytes with a unit, such as 512MiB or 4GiB, at least 1MiB", text)
	}
	return int64(bytes), nil
}

// shownFaults is how many faulty records are named; all are counted.
const shownFaults = 10

func (p *program) reportFaults(faults []record.Fault, all int64) {
	for _, fault := range faults[:min(len(faults), shownFaults)] {
		fmt.Fprintf(p.stderr, "graphcov: %s: %s (skipped)\n", p.command, fault.Error())
	}
	if more := all - shownFaults; more > 0 {
		fmt.Fprintf(p.stderr, "graphcov: %s: and %d more faulty records\n", p.command, more)
	}
}

func (on screen) writeIndexReport(w io.Writer, r corpus.Report) {
	rows := make([][]string, 0, len(r.Files)+1)
	for _, a := range r.Files {
		if a.Skipped != "" {
			fmt.Fprintf(w, "left out: %s\n", a.Skipped)
			continue
		}
		rows = append(rows, accountRow(a.Path, a))
	}
	if len(rows) > 1 {
		rows = append(rows, accountRow("all", r.Total))
	}
	on.writeTable(w, []string{"file", "documents", "compiled", "from trace", "from input", "empty", "rejected"}, rows, func(column int) bool { return column > 0 })
	fmt.Fprintf(w, "\n%s documents compiled, %s rejected; %s partial computations counted under each scope\n",
		thousands(r.Total.Compiled), thousands(r.Total.Rejected), thousands(r.Nodes))
	for _, scope := range slices.Sorted(maps.Keys(r.Distinct)) {
		fmt.Fprintf(w, "  %-6s %12s distinct\n", scope, thousands(int64(r.Distinct[scope])))
	}
	if r.Outdated > 0 {
		fmt.Fprintf(w, "the coverage of %s problems was measured before the corpus grew and is gone: run graphcov analyze on their files again\n", thousands(r.Outdated))
	}
}

func accountRow(name string, a corpus.Account) []string {
	row := []string{name}
	for _, n := range []int64{a.Documents, a.Compiled, a.FromTrace, a.FromInput, a.Empty, a.Rejected} {
		row = append(row, thousands(n))
	}
	return row
}
