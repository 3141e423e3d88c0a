package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/viz/dot"
)

func newGraph(p *program) *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "graph TASK INPUT",
		Short: "compile one instance and show its graph",
		Long: `Compiles one instance of a task and shows its computation graph. INPUT is a
question in words or the task's own JSON.`,
		Example: `  graphcov graph multiplication '12 x 84'
  graphcov graph multiplication '{"x": 12, "y": 84}' --format json
  graphcov graph arithmetic '(4 + 9 * 8) / 3'
  graphcov graph multiplication 'What is 12 times 84?' -o graph.svg`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeTask,
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if format, err = drawingFormat(format, out, "text"); err != nil {
				return usage(err)
			}
			t, err := tasks.All().Get(args[0])
			if err != nil {
				return usage(err)
			}
			problem := task.Problem{Question: args[1], Named: true}
			if strings.HasPrefix(strings.TrimSpace(args[1]), "{") {
				problem = task.Problem{Input: args[1], Named: true}
			}
			instance, err := t.Parse(problem)
			if err != nil {
				return usage(err)
			}
			var g graph.Graph
			instance.Compile(&g)
			return p.writeFile(out, func(w io.Writer) error {
				return p.screenFor(out).writeGraph(cmd.Context(), w, &g, dot.Title(instance.Question(), instance.Input()), format)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "text, json, dot, svg, png or pdf; by default what the name of the file says, else text")
	cmd.Flags().StringVarP(&out, "out", "o", "-", "file to write, - for stdout")
	return cmd
}

// writeGraph writes a graph: as JSON, which graphs are read from again, or as a
// picture of it.
func (on screen) writeGraph(ctx context.Context, w io.Writer, g *graph.Graph, title, format string) error {
	if format == "json" {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(g)
	}
	var opt dot.Options
	if format == "text" {
		opt.FoldAbove = -1 // a long list can be read
	}
	d, err := dot.FromGraph(g, opt)
	if err != nil {
		return err
	}
	if format != "text" {
		d.Title = title
		return on.writeDrawing(ctx, w, d, format)
	}
	if err := on.writeDrawingText(w, d); err != nil {
		return err
	}
	m := g.Measure()
	_, err = fmt.Fprintf(w, "\n%d nodes, %d operations, %d edges, depth %d, width %d, average parallelism %.3g\n",
		m.Nodes, m.Operations, m.Edges, m.Depth, m.Width, m.Parallelism)
	return err
}
