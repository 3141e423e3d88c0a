package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/estimate"
	"github.com/graphcov/graphcov/coverage/infogain"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

type infogainFlags struct {
	size, db string
	all      bool
	asJSON   bool
	opt      infogain.Options
}

func newInfogain(p *program) *cobra.Command {
	var f infogainFlags
	cmd := &cobra.Command{
		Use:   "infogain TASK --size SIZE",
		Short: "what a few inputs tell of each part of the answer",
		Long: `Computes the relative information gain of single inputs and pairs of them for
every output variable, over all problems of a size: 1 where the output is a
function of them, 0 where they tell nothing. A model may learn just that and no
algorithm. With --db, wrong answers are set beside it: which of their parts are
right all the same?`,
		Example: `  graphcov infogain multiplication --size 3x3
  graphcov infogain dynprog --size 6 --all --json
  graphcov infogain multiplication --size 3x2 --db mine.db`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeTask,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.infogain(cmd.Context(), args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.size, "size", "", "size of the problems (required)")
	flags.IntVar(&f.opt.Together, "together", 2, "largest number of inputs taken together: 1 to 3")
	flags.IntVar(&f.opt.Samples, "samples", infogain.DefaultSamples, "problems drawn where there are too many to enumerate")
	flags.Uint64Var(&f.opt.Exact, "exact", infogain.DefaultExact, "largest number of problems that are enumerated")
	flags.Uint64Var(&f.opt.Seed, "seed", 1, "seed of the sample")
	flags.StringVar(&f.db, "db", "", "database with responses to compare with")
	flags.BoolVar(&f.all, "all", false, "every gain rather than the best of each output")
	flags.BoolVar(&f.asJSON, "json", false, "print JSON")
	cmd.MarkFlagRequired("size")
	cmd.RegisterFlagCompletionFunc("size", completeSize)
	return cmd
}

func (p *program) infogain(ctx context.Context, name string, f infogainFlags) error {
	t, err := tasks.All().Get(name)
	if err != nil {
		return usage(err)
	}
	variables, ok := t.(task.Variables)
	if !ok {
		return usage(fmt.Errorf("problems of %s are no fixed row of variables: use one of %s", name, strings.Join(tasksWithVariables(), ", ")))
	}
	space, err := variables.Variables(f.size)
	if err != nil {
		return usage(err)
	}
	show, done := p.infogainProgress()
	f.opt.Progress = show
	gains, err := infogain.Measure(ctx, space, f.opt)
	done()
	if err != nil {
		return err
	}
	if f.asJSON {
		return p.writeJSON(gainsAsJSON(gains))
	}
	p.writeGains(gains, f.all)
	if f.db == "" {
		return nil
	}
	db, err := database.OpenReadOnly(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	answered, err := estimate.Answers(ctx, db, name, f.size)
	if err != nil {
		return err
	}
	for _, a := range answered {
		compared := gains.Compare(a.Responses, f.opt.Seed)
		fmt.Fprintf(p.stdout, "\n%s: %s wrong answers\n  %s\n", a.Model, thousands(compared.Wrong), gains.Verdict(compared))
		for _, position := range compared.Positions {
			fmt.Fprintf(p.stdout, "  %s\n", gains.Sentence(position))
		}
	}
	return nil
}

func tasksWithVariables() (names []string) {
	for _, t := range tasks.All() {
		if _, ok := t.(task.Variables); ok {
			names = append(names, t.Name())
		}
	}
	return names
}

// writeGains prints the best single input and pair of each output, or all.
func (p *program) writeGains(t *infogain.Table, all bool) {
	kind := "drawn at random"
	if t.Exact {
		kind = "all there are"
	}
	fmt.Fprintf(p.stdout, "relative information gain over %s problems, %s\n\n", thousands(t.Instances), kind)
	var rows [][]string
	for output, variable := range t.Outputs {
		bits, chance := fmt.Sprintf("%.3f", t.Entropy[output]), fmt.Sprintf("%.3f", t.Chance[output])
		if !all {
			row := []string{variable.Name, bits, chance}
			for inputs := 1; inputs <= infogain.MaxTogether; inputs++ {
				if best, ok := t.Best(output, inputs); ok {
					row = append(row, t.Names(best), relative(best))
				}
			}
			rows = append(rows, row)
			continue
		}
		for _, g := range t.Gains {
			if g.Output == output {
				rows = append(rows, []string{variable.Name, bits, chance, t.Names(g), relative(g)})
			}
		}
	}
	header := []string{"output", "bits", "chance"}
	for len(header) < len(rows[0]) {
		header = append(header, "inputs", "gain")
	}
	p.screen.writeTable(p.stdout, header, rows, func(column int) bool { return column > 0 && column != 3 && column != 5 && column != 7 })
	for _, w := range t.Warnings {
		fmt.Fprintf(p.stdout, "note: %s\n", w)
	}
}

// relative is a gain with its interval, if it comes from a sample.
func relative(g infogain.Gain) string {
	text := strconv.FormatFloat(g.Relative, 'f', 3, 64)
	if low, high := g.Interval(); low < high {
		text += fmt.Sprintf(" [%.3f, %.3f]", low, high)
	}
	return text
}

type jsonGains struct {
	Instances int        `json:"instances"`
	Exact     bool       `json:"exact"`
	Gains     []jsonGain `json:"gains"`
	Warnings  []string   `json:"warnings,omitempty"`
}

type jsonGain struct {
	Inputs   []string `json:"inputs"`
	Output   string   `json:"output"`
	Relative float64  `json:"relative"`
	Low      float64  `json:"low"`
	High     float64  `json:"high"`
	Bits     float64  `json:"remaining_bits"`
}

func gainsAsJSON(t *infogain.Table) jsonGains {
	out := jsonGains{Instances: t.Instances, Exact: t.Exact, Warnings: t.Warnings}
	for _, g := range t.Gains {
		low, high := g.Interval()
		out.Gains = append(out.Gains, jsonGain{strings.Split(t.Names(g), ", "), t.Outputs[g.Output].Name, g.Relative, low, high, g.Remaining})
	}
	return out
}
