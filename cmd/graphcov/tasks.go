package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

func newTasks(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "tasks",
		Short: "list the tasks, their sizes, ops and text formats",
		Example: `  graphcov tasks
  graphcov tasks --json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return p.writeJSON(describeTasks())
			}
			for i, d := range describeTasks() {
				if i > 0 {
					fmt.Fprintln(p.stdout)
				}
				fmt.Fprintf(p.stdout, "%s: %s\n  sizes     %s, e.g. %s\n  algorithm %s\n  ops       %s\n  formats   %s\n  example   %s\n",
					d.Name, d.Summary, d.Sizes, strings.Join(d.SizeExamples, " "), strings.Join(d.Algorithms, " "), strings.Join(d.Ops, " "), below(d.Formats), below(strings.Split(d.Question, "\n")))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// below writes lines one below the other, behind a heading of a description.
func below(lines []string) string {
	return strings.ReplaceAll(strings.Join(lines, "\n            "), "            \n", "\n")
}

type taskDescription struct {
	Name         string   `json:"name"`
	Summary      string   `json:"summary"`
	Algorithms   []string `json:"algorithms"`
	Sizes        string   `json:"sizes"`
	SizeExamples []string `json:"size_examples"`
	Ops          []string `json:"ops"`
	Formats      []string `json:"formats"`
	Question     string   `json:"question"`
}

func describeTasks() []taskDescription {
	var all []taskDescription
	for _, t := range tasks.All() {
		about := t.About()
		d := taskDescription{
			Name: t.Name(), Summary: about.Summary, Algorithms: about.Algorithms, Sizes: about.Sizes, SizeExamples: about.Examples,
			Ops: opNames(about.Ops), Formats: about.Formats, Question: exampleOf(t).Question(),
		}
		all = append(all, d)
	}
	return all
}

// exampleOf is an instance of the task to show, of a middling size.
func exampleOf(t task.Task) task.Instance {
	sizes := t.About().Examples
	instance, err := t.Generate(rand.New(rand.NewPCG(1, 0)), sizes[len(sizes)/2])
	if err != nil {
		panic(err) // the conformance test generates every example size of every task
	}
	return instance
}

// completeTask completes the first argument of a command with a task's name.
func completeTask(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return taskNames(), cobra.ShellCompDirectiveNoFileComp
}

// completeTaskFlag completes a --task flag.
func completeTaskFlag(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return taskNames(), cobra.ShellCompDirectiveNoFileComp
}

// completeSize completes --size with example sizes of the task named before.
func completeSize(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	t, err := tasks.All().Get(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return t.About().Examples, cobra.ShellCompDirectiveNoFileComp
}

func taskNames() (names []string) {
	for _, t := range tasks.All() {
		names = append(names, t.Name())
	}
	return names
}

func opNames(ops []graph.Op) []string {
	names := make([]string, len(ops))
	for i, op := range ops {
		names[i] = string(op)
	}
	return names
}
