package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/estimate"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

type compareFlags struct {
	db, task string
	corpora  []string
	seed     uint64
	asJSON   bool
}

func newCompare(p *program) *cobra.Command {
	var f compareFlags
	cmd := &cobra.Command{
		Use:   "compare --db DATABASE MODEL_A [MODEL_B]",
		Short: "paired differences of two models, or of one model against two corpora",
		Long: `Sets two models beside each other on the problems that both responded to: the
accuracy of each, the paired difference with its interval, and p of no difference;
over all, by size, and for the problems that each corpus covers less or more. With
one model and --corpora A,B it asks which corpus its success goes with: the
stratified AUC of the coverage in either.`,
		Example: `  graphcov compare --db mine.db small-model large-model
  graphcov compare --db mine.db my-model --corpora pretraining,finetuning`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) == 1) != (len(f.corpora) == 2) {
				return usage(fmt.Errorf("name two models, or one model and --corpora A,B"))
			}
			db, err := database.OpenReadOnly(cmd.Context(), f.db)
			if err != nil {
				return err
			}
			defer db.Close()
			var compared []estimate.Compared
			if len(args) == 2 {
				compared, err = estimate.CompareModels(cmd.Context(), db, args[0], args[1], f.task, f.seed)
			} else {
				compared, err = estimate.CompareCorpora(cmd.Context(), db, args[0], f.corpora[0], f.corpora[1], f.seed)
			}
			if err != nil {
				return err
			}
			if f.asJSON {
				return p.writeJSON(comparedAsJSON(compared))
			}
			if len(args) == 2 {
				fmt.Fprintf(p.stdout, "accuracy of A = %s and B = %s on the problems that both responded to\n\n", args[0], args[1])
			} else {
				fmt.Fprintf(p.stdout, "AUC of the coverage in A = %s and B = %s for the success of %s, within sizes and lengths\n\n", f.corpora[0], f.corpora[1], args[0])
			}
			p.writeCompared(compared)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to read (required)")
	flags.StringVar(&f.task, "task", "", "only problems of this task")
	flags.StringSliceVar(&f.corpora, "corpora", nil, "two corpora, for one model")
	flags.Uint64Var(&f.seed, "seed", 1, "seed of bootstrap and permutations")
	flags.BoolVar(&f.asJSON, "json", false, "print JSON")
	cmd.MarkFlagRequired("db")
	cmd.RegisterFlagCompletionFunc("task", completeTaskFlag)
	return cmd
}

func (p *program) writeCompared(compared []estimate.Compared) {
	rows := make([][]string, len(compared))
	for i, c := range compared {
		stratum := c.Stratum
		if c.Corpus != "" {
			stratum += " by " + c.Corpus
		}
		var probable *float64
		if c.P.OK {
			probable = &c.P.Value
		}
		rows[i] = []string{c.Task, c.Scope, stratum, thousands(c.Difference.N), finding.Interval(c.A), finding.Interval(c.B), finding.Interval(c.Difference), finding.Probability(probable)}
	}
	p.screen.writeTable(p.stdout, []string{"task", "scope", "problems", "n", "A", "B", "A - B", "p"}, rows, func(column int) bool { return column > 2 })
}

// jsonEstimate is an estimate with null for what is not estimable.
type jsonEstimate struct {
	Estimate *float64 `json:"estimate"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	N        int      `json:"n"`
	Warnings []string `json:"warnings,omitempty"`
}

func estimateAsJSON(e stats.Estimate) jsonEstimate {
	out := jsonEstimate{N: e.N, Warnings: e.Warnings}
	if e.OK {
		out.Estimate, out.Low, out.High = &e.Value, &e.Low, &e.High
	}
	return out
}

type jsonCompared struct {
	Task       string       `json:"task"`
	Corpus     string       `json:"corpus,omitempty"`
	Scope      string       `json:"scope,omitempty"`
	Stratum    string       `json:"stratum"`
	A          jsonEstimate `json:"a"`
	B          jsonEstimate `json:"b"`
	Difference jsonEstimate `json:"difference"`
	P          *float64     `json:"p"`
}

func comparedAsJSON(compared []estimate.Compared) []jsonCompared {
	out := make([]jsonCompared, len(compared))
	for i, c := range compared {
		out[i] = jsonCompared{Task: c.Task, Corpus: c.Corpus, Scope: c.Scope, Stratum: c.Stratum,
			A: estimateAsJSON(c.A), B: estimateAsJSON(c.B), Difference: estimateAsJSON(c.Difference)}
		if c.P.OK {
			out[i].P = &compared[i].P.Value
		}
	}
	return out
}
