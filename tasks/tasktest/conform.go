package tasktest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Conform holds a task to what package task says of every task. It draws a few
// instances of each size that About names and checks their graphs, their text
// forms and how damaged text is read. conformance_test.go runs it on all tasks.
func Conform(t *testing.T, tk task.Task) {
	t.Run("about", func(t *testing.T) { conformAbout(t, tk) })
	t.Run("nonsense", func(t *testing.T) { conformNonsense(t, tk) })
	t.Run("long numbers", func(t *testing.T) { conformLongNumbers(t, tk) })
	for _, size := range tk.About().Examples {
		t.Run(size, func(t *testing.T) {
			t.Run("generate", func(t *testing.T) { conformGenerate(t, tk, size) })
			for _, s := range draw(t, tk, size) {
				s.checkGraph(t)
				s.checkAlgorithm(t)
				s.checkApply(t)
				s.checkRenaming(t)
				s.checkRoundTrips(t)
				s.checkOwnScratchpad(t)
				s.checkDamage(t)
			}
		})
	}
}

func conformAbout(t *testing.T, tk task.Task) {
	about := tk.About()
	for field, missing := range map[string]bool{
		"Name":       tk.Name() == "",
		"Summary":    about.Summary == "" || strings.Contains(about.Summary, "\n"),
		"Sizes":      about.Sizes == "",
		"Examples":   len(about.Examples) == 0,
		"Ops":        len(about.Ops) == 0,
		"Formats":    len(about.Formats) == 0,
		"Algorithms": len(about.Algorithms) == 0,
	} {
		if missing {
			t.Errorf("%s: %s is not filled in", tk.Name(), field)
		}
	}
	if tk.Name() != strings.ToLower(tk.Name()) || strings.ContainsAny(tk.Name(), " \t") {
		t.Errorf("%s: the name is to be typed: lower case, no blanks", tk.Name())
	}
}

// conformNonsense: what is no problem of any task is left to the others.
func conformNonsense(t *testing.T, tk task.Task) {
	for _, question := range []string{"", " ", "\n", "?", "hello", "What is the capital of France?", "\x00\xff",
		"Let's think step by step.", "Write a poem about spring.", strings.Repeat("and so on ", 1000)} {
		if _, err := tk.Parse(task.Problem{Question: question}); !errors.Is(err, task.ErrOtherTask) {
			t.Errorf("%s: the question %.40q: error %v, want task.ErrOtherTask", tk.Name(), question, err)
		}
	}
	for _, input := range []string{`{}`, `{"no task": "has this field"}`, `null`, `"text"`, `not JSON`} {
		if _, err := tk.Parse(task.Problem{Input: input}); !errors.Is(err, task.ErrOtherTask) {
			t.Errorf("%s: the input %s: error %v, want task.ErrOtherTask", tk.Name(), input, err)
		}
	}
}

// conformGenerate: the same Draw is the same instances, and a Draw keeps its
// promises. What happens when a size is used up is tested in package task.
func conformGenerate(t *testing.T, tk task.Task, size string) {
	first := inputs(t, tk, task.Draw{Size: size, Count: 3, Seed: 5})
	if diff := cmp.Diff(first, inputs(t, tk, task.Draw{Size: size, Count: 3, Seed: 5})); diff != "" {
		t.Errorf("%s %s, seed 5: two draws differ: %s", tk.Name(), size, diff)
	}
	seen := make(map[string]bool)
	for _, input := range first {
		if seen[input] {
			t.Errorf("%s %s, seed 5: %s is drawn twice without replacement", tk.Name(), size, input)
		}
		seen[input] = true
	}
	others := inputs(t, tk, task.Draw{Size: size, Count: 3, Seed: 5, Exclude: func(input string) bool { return seen[input] }})
	for _, input := range others {
		if seen[input] {
			t.Errorf("%s %s, seed 5: %s is drawn although excluded", tk.Name(), size, input)
		}
	}
	if _, err := tk.Generate(newRand(0), "no such size"); err == nil {
		t.Errorf("%s generates a problem of the size \"no such size\"", tk.Name())
	}
}

func inputs(t *testing.T, tk task.Task, d task.Draw) []string {
	t.Helper()
	var list []string
	for instance, err := range task.Generate(context.Background(), tk, d) {
		if err != nil {
			t.Fatalf("%s %s, seed %d: %v", tk.Name(), d.Size, d.Seed, err)
		}
		list = append(list, instance.Input())
	}
	return list
}

// subject is an instance with what all checks need of it.
type subject struct {
	task.Instance
	task task.Task
	name string // of the task, size and seed, for messages
	gold *graph.Graph
	sink graph.Node
	pad  string
	seed uint64
}

// draw makes the instances of one size that are looked at.
func draw(t *testing.T, tk task.Task, size string) []subject {
	var subjects []subject
	for seed := range uint64(3) {
		instance, err := tk.Generate(newRand(seed), size)
		if err != nil {
			t.Fatalf("%s %s, seed %d: %v", tk.Name(), size, seed, err)
		}
		s := subject{
			Instance: instance, task: tk, seed: seed,
			name: fmt.Sprintf("%s %s, seed %d, %s", tk.Name(), size, seed, instance.Input()),
			gold: new(graph.Graph), pad: string(instance.AppendScratchpad(nil)),
		}
		if instance.Size() != size {
			t.Errorf("%s: its size is said to be %s", s.name, instance.Size())
		}
		s.sink = instance.Compile(s.gold)
		subjects = append(subjects, s)
	}
	return subjects
}
