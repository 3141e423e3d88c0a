package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/tasks"
)

type analyzeFlags struct {
	db, maxRejects string
	nodes, asJSON  bool
	opt            coverage.Options
}

func newAnalyze(p *program) *cobra.Command {
	var f analyzeFlags
	cmd := &cobra.Command{
		Use:   "analyze --db DATABASE FILE...",
		Short: "measure transcripts against the training data",
		Long: `Reads what a model answered, in graphcov's own format or in the logs of the usual
evaluation programs, measures how much of every problem the corpora in
the database cover, judges every step of every answer, and says whether success
follows coverage. Without a corpus in the database it judges answers and steps
alone. Analyzing a file again replaces its rows. A run that fails or is interrupted,
at whichever of its files, changes nothing: run it again.

Formats, found by content unless --format names one:
` + describeFormats(),
		Example: `  graphcov analyze --db mine.db transcripts.jsonl
  graphcov analyze --db mine.db --corpus pretraining --model my-model answers.jsonl.gz
  graphcov analyze --db mine.db logs/*.eval
  graphcov analyze --db mine.db --format lm-eval samples_gsm8k_*.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.analyze(cmd.Context(), f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to write to, made if it is not there (required)")
	flags.StringVar(&f.opt.Task, "task", "auto", "task of the problems; auto: as the file says, else as the question reads")
	flags.StringVar(&f.opt.Format, "format", "auto", "format of the files: auto (as the content shows), "+strings.Join(formatNames(), ", "))
	flags.StringVar(&f.opt.Model, "model", "", "name of the model, where the file does not say")
	flags.StringSliceVar(&f.opt.Corpora, "corpus", nil, "corpora to look problems up in (default: all of their task)")
	flags.BoolVar(&f.nodes, "nodes", true, "keep the rows of single nodes; --nodes=false saves room on very large files")
	flags.StringVar(&f.maxRejects, "max-rejects", "1%", "faulty records that a file may have: a number, or a share such as 1%")
	flags.BoolVar(&f.opt.SkipBadFiles, "skip-bad-files", false, "leave truncated or unreadable files out instead of failing")
	flags.Uint64Var(&f.opt.Seed, "seed", 1, "seed of bootstrap and permutations")
	flags.BoolVar(&f.asJSON, "json", false, "print the findings as JSON")
	cmd.MarkFlagRequired("db")
	cmd.RegisterFlagCompletionFunc("task", completeTaskFlag)
	cmd.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return formatNames(), cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

func describeFormats() string {
	var lines []string
	for _, f := range transcript.Formats() {
		lines = append(lines, fmt.Sprintf("  %-16s %s", f.Name, f.About))
	}
	return strings.Join(lines, "\n")
}

func formatNames() (names []string) {
	for _, f := range transcript.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func (p *program) analyze(ctx context.Context, f analyzeFlags, args []string) error {
	var err error
	opt := f.opt
	if opt.Task != "auto" {
		if _, err := tasks.All().Get(opt.Task); err != nil {
			return usage(err)
		}
	}
	if opt.Format != "auto" && !slices.Contains(formatNames(), opt.Format) {
		return usage(fmt.Errorf("unknown --format %q: use auto, %s", opt.Format, strings.Join(formatNames(), ", ")))
	}
	if opt.MaxRejects, err = corpus.ParseRejectLimit(f.maxRejects); err != nil {
		return usage(err)
	}
	if opt.Paths, err = record.Expand(args, ".eval"); err != nil {
		return err
	}
	opt.NoNodes, opt.Stdin, opt.ToolVersion, opt.Now = !f.nodes, p.stdin, version(), now()
	db, err := database.Create(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	show, done := p.analyzeProgress()
	opt.Progress = show
	report, err := coverage.Analyze(ctx, db, opt)
	done()
	account := p.stdout
	if f.asJSON || err != nil {
		account = p.stderr
	}
	writeAnalyzeReport(account, report)
	if err != nil {
		return err
	}
	findings, err := finding.Read(context.WithoutCancel(ctx), db) // what is committed is told
	if err != nil {
		return err
	}
	return p.writeFindings(findings, f.asJSON)
}

func writeAnalyzeReport(w io.Writer, r coverage.Report) {
	seen := 0
	for _, a := range r.Files {
		if a.Skipped != "" {
			fmt.Fprintf(w, "left out: %s\n", a.Skipped)
			continue
		}
		seen += a.Seen
		fmt.Fprintf(w, "%s (%s): %s records = %s responses to %s problems + %s rejected\n", a.Path, a.Format,
			thousands(a.Records), thousands(a.Responses), thousands(a.Examples), thousands(a.Rejected()))
		for _, reject := range a.Rejects {
			detail := ""
			if reject.Example != "" {
				detail = ": " + reject.Example
			}
			fmt.Fprintf(w, "  rejected %s: %s (the first: line %d%s)\n", thousands(reject.Records), reject.Reason, reject.FirstLine, detail)
		}
		for _, t := range a.Trees {
			fmt.Fprintf(w, "  left out %s trees of thoughts: %s\n", thousands(t.Records), t)
		}
		fmt.Fprintf(w, "  right %s; cut off %s; no readable answer %s; strict and free reading of the answer differ %s; miscopied values %s; surplus steps %s\n",
			thousands(a.Right), thousands(a.Unfinished), thousands(a.NoAnswer), thousands(a.Disagreeing), thousands(a.Miscopied), thousands(a.Unaligned))
		if a.Stepless > 0 {
			fmt.Fprintf(w, "  of %s problems only the answer is known, not the steps: they have no graph, so no coverage\n", thousands(a.Stepless))
		}
		if a.Answerless > 0 {
			fmt.Fprintf(w, "  of %s problems no step of the reference solution gives its answer: the last step stands for it\n", thousands(a.Answerless))
		}
		if a.Replaced > 0 {
			fmt.Fprintf(w, "  replaces %s responses of another file of this name\n", thousands(a.Replaced))
		}
		if a.SameAs != "" {
			fmt.Fprintf(w, "  the same bytes as %s, whose responses it replaces\n", a.SameAs)
		}
		if a.LogDisagrees > 0 {
			fmt.Fprintf(w, "  the file's own verdict differs on %s\n", thousands(a.LogDisagrees))
		}
	}
	switch {
	case len(r.Files) == 0:
		return
	case len(r.Corpora) == 0:
		fmt.Fprintf(w, "no corpus in the database: answers and steps are judged, coverage is not; index training data first\n")
	default:
		fmt.Fprintf(w, "looked up in: %s; problems that are themselves in training: %s\n", strings.Join(r.Corpora, ", "), thousands(seen))
	}
	fmt.Fprintln(w)
}
