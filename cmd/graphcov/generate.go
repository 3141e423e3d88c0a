package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

type generateFlags struct {
	sizes       []string
	count       int
	seed        uint64
	format      string
	out         string
	replacement bool
	exclude     []string
}

func newGenerate(p *program) *cobra.Command {
	var f generateFlags
	cmd := &cobra.Command{
		Use:   "generate TASK --size SIZE",
		Short: "draw instances of a task, as training or test problems",
		Long: `Draws instances of a task at random and writes them as JSONL with the fields
prompt and completion. The same flags give the same bytes anywhere.`,
		Example: `  graphcov generate multiplication --size 3x2 -n 1000 --seed 1 -o train.jsonl
  graphcov generate multiplication --size 2x2,3x2 -n 500 --format qa
  graphcov generate multiplication --size 3x2 -n 100 --seed 2 --exclude train.jsonl -o test.jsonl`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeTask,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.generate(cmd.Context(), args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.sizes, "size", nil, "sizes to draw, comma-separated (required)")
	flags.IntVarP(&f.count, "count", "n", 10, "how many of each size")
	flags.Uint64Var(&f.seed, "seed", 1, "seed of the random draws")
	flags.StringVar(&f.format, "format", "scratchpad", "what the completion holds: qa (the answer) or scratchpad (all steps)")
	flags.StringVarP(&f.out, "out", "o", "-", "file to write, - for stdout")
	flags.BoolVar(&f.replacement, "with-replacement", false, "allow an instance to be drawn more than once")
	flags.StringSliceVar(&f.exclude, "exclude", nil, "files whose problems must not be drawn, such as the training set")
	cmd.MarkFlagRequired("size")
	cmd.RegisterFlagCompletionFunc("size", completeSize)
	return cmd
}

// generated is a line of the output.
type generated struct {
	Prompt     string `json:"prompt"`
	Completion string `json:"completion"`
}

func (p *program) generate(ctx context.Context, name string, f generateFlags) error {
	t, err := tasks.All().Get(name)
	if err != nil {
		return usage(err)
	}
	if f.format != "qa" && f.format != "scratchpad" {
		return usage(fmt.Errorf("unknown --format %q: use qa or scratchpad", f.format))
	}
	if f.count < 0 {
		return usage(fmt.Errorf("--count %d is negative", f.count))
	}
	for _, size := range f.sizes {
		if _, err := t.Generate(rand.New(rand.NewPCG(f.seed, 0)), size); err != nil {
			return usage(err)
		}
	}
	paths, err := record.Expand(f.exclude)
	if err != nil {
		return err
	}
	excluded, err := corpus.Inputs(ctx, t, paths)
	if err != nil {
		return err
	}
	return p.writeFile(f.out, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		for _, size := range f.sizes {
			draw := task.Draw{Size: size, Count: f.count, Seed: f.seed, Replacement: f.replacement, Exclude: func(input string) bool { return excluded[input] }}
			for instance, err := range task.Generate(ctx, t, draw) {
				if err != nil {
					return err
				}
				line := generated{Prompt: instance.Question(), Completion: instance.Answer()}
				if f.format == "scratchpad" {
					line.Completion = string(instance.AppendScratchpad(nil))
				}
				if err := encoder.Encode(line); err != nil {
					return err
				}
			}
		}
		return out.Flush()
	})
}
