package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/tasks"
)

// demoData is the complete training corpus of a small transformer (3 layers,
// 0.7 M parameters, trained from scratch on nothing else) and its answers to
// problems that it had not seen.
//
//go:embed demodata
var demoData embed.FS

const (
	demoTask        = "multiplication"
	demoTrain       = "demodata/train.jsonl.gz"
	demoTranscripts = "demodata/transcripts.jsonl.gz"
)

func newDemo(p *program) *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "the whole pipeline on embedded data, in seconds",
		Long: `Indexes the complete training data of a small transformer that learnt to
multiply with a scratchpad, analyzes its answers to problems it had not seen,
and prints what they show. Everything is in the program; nothing is fetched.`,
		Example: `  graphcov demo
  graphcov demo --db /tmp/demo.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.demo(cmd.Context(), path)
		},
	}
	cmd.Flags().StringVar(&path, "db", "demo.db", "database to write, its report beside it as .html; those of an earlier demo are replaced")
	return cmd
}

func (p *program) demo(ctx context.Context, path string) error {
	if err := checkDemo(ctx, path); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".graphcov-demo-*")
	if err != nil {
		return fmt.Errorf("database %s cannot be written: %w; name another with --db", path, cause(err))
	}
	defer os.RemoveAll(dir)
	made := filepath.Join(dir, "demo.db")
	start := time.Now()
	findings, err := p.makeDemo(ctx, made)
	if err != nil {
		return err
	}
	if err := os.Rename(made, path); err != nil {
		return err
	}
	page := demoPage(path)
	if err := p.report(ctx, path, page); err != nil {
		return err
	}
	if err := p.writeFindings(findings, false); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, `
Made in %.1f s; everything is in %[2]s, and to look at in %[3]s. To go on:

  graphcov serve --db %[2]s    the same in the browser, with every example
  graphcov sql --db %[2]s 'SELECT * FROM outcome_by_layer'
  graphcov sql --db %[2]s 'SELECT * FROM accuracy_by_size'
  graphcov render --db %[2]s --example 211 --response 1895 --format text
  graphcov index --help      count sub-graphs of your own training data
  graphcov analyze --help    measure your own transcripts against it
`, time.Since(start).Seconds(), path, page)
	return nil
}

func (p *program) makeDemo(ctx context.Context, path string) ([]finding.Finding, error) {
	t, err := tasks.All().Get(demoTask)
	if err != nil {
		return nil, err
	}
	db, err := database.Create(ctx, path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	index, err := corpus.Index(ctx, db, corpus.Options{Task: t, FS: demoData, Paths: []string{demoTrain}, ToolVersion: version(), Now: now()})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(p.stdout, "Indexed the %s documents that a small transformer was trained on:\n", thousands(index.Total.Compiled))
	fmt.Fprintf(p.stdout, "%s partial computations, %s of them different.\n", thousands(index.Nodes), thousands(index.Distinct["full"]))
	report, err := coverage.Analyze(ctx, db, coverage.Options{FS: demoData, Paths: []string{demoTranscripts}, ToolVersion: version(), Now: now(), Seed: 1})
	if err != nil {
		return nil, err
	}
	a := report.Files[0]
	fmt.Fprintf(p.stdout, "Judged %s answers to %s problems step by step; %s of the problems are in its training data.\n\n", thousands(a.Responses), thousands(a.Examples), thousands(a.Seen))
	return finding.Read(ctx, db)
}

// demoPage is where the report of a demo's database lies: beside it.
func demoPage(path string) string { return strings.TrimSuffix(path, ".db") + ".html" }

// checkDemo refuses to replace a file that no demo made.
func checkDemo(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		page := demoPage(path)
		if _, err := os.Stat(page); err == nil {
			return fmt.Errorf("%s is there already, and the demo would write it: name another database with --db", page)
		}
		return nil
	}
	refuse := fmt.Errorf("%s is there already and is no database of the demo: name another with --db", path)
	db, err := database.OpenReadOnly(ctx, path)
	if err != nil {
		return refuse
	}
	defer db.Close()
	var others int
	err = db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM corpus_file WHERE path <> ?) + (SELECT count(*) FROM source WHERE source <> ?)`,
		demoTrain, demoTranscripts).Scan(&others)
	if err != nil || others > 0 {
		return refuse
	}
	return nil
}
