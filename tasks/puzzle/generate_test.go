package puzzle

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// TestGenerate: puzzles of mixed sizes read back, in words and as input, with
// the same graph. Parse itself finds out that each has one solution.
func TestGenerate(t *testing.T) {
	sizes := []string{"2x1", "2x2", "2x7", "3x2", "3x4", "4x4", "4x3", "5x5", "5x2", "6x3", "6x6", "7x2"}
	count := 1000
	if testing.Short() {
		count = 60
	}
	for k := range count {
		size := sizes[k%len(sizes)]
		instance, err := Task{}.Generate(rand.New(rand.NewPCG(7, uint64(k))), size)
		if err != nil {
			t.Fatalf("%s, %d: %v", size, k, err)
		}
		back := parse(t, instance.Question())
		if back.Input() != instance.Input() || back.Answer() != instance.Answer() || back.Question() != instance.Question() || back.Size() != size {
			t.Errorf("%s, %d: %q comes back as %q", size, k, instance.Question(), back.Question())
		}
		if k%10 > 0 { // the graphs of some
			continue
		}
		var gold, traced graph.Graph
		instance.Compile(&gold)
		doc := task.Document{Question: instance.Question(), Text: string(instance.AppendScratchpad(nil))}
		if _, err := (Task{}).CompileTrace(&traced, doc); err != nil {
			t.Fatalf("%s, %d: %v", size, k, err)
		}
		if diff := tasktest.Diff(&gold, &traced); diff != "" {
			t.Errorf("%s, %d: its scratchpad spells out another graph: %s", size, k, diff)
		}
	}
}

func TestGenerateErrors(t *testing.T) {
	for _, size := range []string{"", "x", "1x1", "2x0", "8x1", "1x8", "3x", "x3", "3x3x3", "03x3", "+3x3", "3x8", "-3x3"} {
		if _, err := (Task{}).Generate(rand.New(rand.NewPCG(1, 1)), size); err == nil {
			t.Errorf("it generates a puzzle of the size %q", size)
		}
	}
}

// TestGenerateAsked: asked for one cell, a puzzle has a scratchpad that spells
// out the graph of that cell, also where steps that give nothing else of it have
// clues that support its cells.
func TestGenerateAsked(t *testing.T) {
	clueSteps := 0
	for k := range 20 {
		all, err := Task{}.Generate(rand.New(rand.NewPCG(3, uint64(k))), []string{"3x3", "4x4", "4x3", "5x4"}[k%4])
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all.(Instance).cells() {
			p := *all.(Instance).grid
			p.asked = &c
			instance, gold := compiled(t, newListing(&p).write(&p))
			pad := string(instance.AppendScratchpad(nil))
			clueSteps += strings.Count(pad, ">\n")
			var traced graph.Graph
			if _, err := (Task{}).CompileTrace(&traced, task.Document{Question: instance.Question(), Text: pad}); err != nil {
				t.Fatal(err)
			}
			if diff := tasktest.Diff(gold, &traced); diff != "" {
				t.Errorf("%s\n%s spells out another graph: %s", instance.Question(), pad, diff)
			}
			if trace := instance.Read(gold, pad); trace.Answer != instance.Answer() || trace.Unaligned != nil || trace.LinesRejected > 0 {
				t.Errorf("%s is read as %+v", pad, trace)
			}
		}
	}
	if clueSteps == 0 {
		t.Error("no step is there for its clues alone: this tests nothing of them")
	}
}
