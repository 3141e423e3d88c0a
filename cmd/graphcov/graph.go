package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/viz"
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
  graphcov graph multiplication 'What is 12 times 84?' --format dot | dot -Tsvg > graph.svg`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeTask,
		RunE: func(_ *cobra.Command, args []string) error {
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
			write := map[string]func(io.Writer, *graph.Graph) error{"text": writeGraphText, "json": writeGraphJSON, "dot": viz.WriteDOT}[format]
			if write == nil {
				return usage(fmt.Errorf("unknown --format %q: use text, json or dot", format))
			}
			return p.writeFile(out, func(w io.Writer) error { return write(w, &g) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or dot")
	cmd.Flags().StringVarP(&out, "out", "o", "-", "file to write, - for stdout")
	return cmd
}

func writeGraphJSON(w io.Writer, g *graph.Graph) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(g)
}

func writeGraphText(w io.Writer, g *graph.Graph) error {
	var rows [][]string
	for v := range graph.Node(g.Len()) {
		var args []string
		for _, a := range g.Args(v) {
			args = append(args, g.Label(a).String())
		}
		rows = append(rows, []string{fmt.Sprint(g.Layer(v)), g.Label(v).String(), g.Value(v), string(g.Op(v)), strings.Join(args, " ")})
	}
	writeTable(w, []string{"layer", "node", "value", "op", "arguments"}, rows, func(column int) bool { return column == 0 || column == 2 })
	m := g.Measure()
	_, err := fmt.Fprintf(w, "\n%d nodes, %d operations, %d edges, depth %d, width %d, average parallelism %.3g\n",
		m.Nodes, m.Operations, m.Edges, m.Depth, m.Width, m.Parallelism)
	return err
}
