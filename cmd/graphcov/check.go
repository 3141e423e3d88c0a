package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks"
)

type checkFlags struct {
	db     string
	asJSON bool
	opt    corpus.CheckOptions
}

func newCheck(p *program) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check --db DATABASE",
		Short: "see whether a database is sound",
		Long: `Looks for damage of the file, for tables that are not as this graphcov makes
them, for counts that do not add up, and compiles the first documents of every
file again, where it still is, to see that the database has their sub-graphs.
Nothing is changed. The program ends with 1 where it finds a fault.`,
		Example: `  graphcov check --db mine.db
  graphcov check --db mine.db --sample 10000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.check(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to check (required)")
	flags.IntVar(&f.opt.Sample, "sample", 1000, "documents of each file that are compiled again; 0: the files are not read")
	flags.StringVar(&f.opt.Fields.Question, "question-field", "", "as the files were indexed with")
	flags.StringVar(&f.opt.Fields.Text, "text-field", "", "as the files were indexed with")
	flags.BoolVar(&f.asJSON, "json", false, "print JSON")
	cmd.MarkFlagRequired("db")
	return cmd
}

func (p *program) check(ctx context.Context, f checkFlags) error {
	if f.opt.Sample < 0 {
		return usage(fmt.Errorf("--sample %d is negative", f.opt.Sample))
	}
	db, err := database.OpenReadOnly(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	f.opt.Task = tasks.All().Get
	report, err := corpus.Check(ctx, db, f.opt)
	if err != nil {
		return err
	}
	if f.asJSON {
		if err := p.writeJSON(report); err != nil {
			return err
		}
	} else {
		for _, fault := range report.Faults {
			fmt.Fprintln(p.stdout, fault)
		}
		for _, file := range report.Unchecked {
			fmt.Fprintf(p.stdout, "not compared: %s\n", file)
		}
		fmt.Fprintf(p.stdout, "%s corpora; %s documents of %s files compiled again, %s sub-graphs looked up\n",
			thousands(int64(report.Corpora)), thousands(report.Documents), thousands(int64(report.Files)), thousands(report.Subgraphs))
	}
	if n := len(report.Faults); n > 0 {
		return errors.New("the database is not sound; make it anew from its sources")
	}
	return nil
}
