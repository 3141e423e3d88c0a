package puzzle

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// benchInstances are drawn once for each benchmark.
func benchInstances(b *testing.B, size string, n uint64) []task.Instance {
	var list []task.Instance
	for seed := range n {
		instance, err := Task{}.Generate(rand.New(rand.NewPCG(seed, 0)), size)
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, instance)
	}
	return list
}

// BenchmarkCompile is the whole way from a question to its graph: solving,
// deriving and building.
func BenchmarkCompile(b *testing.B) {
	for _, size := range []string{"3x4", "5x5", "6x6"} {
		b.Run(size, func(b *testing.B) {
			var g graph.Graph
			instances := benchInstances(b, size, 20)
			for i := 0; b.Loop(); i++ {
				g.Reset()
				parse(b, instances[i%len(instances)].Question()).Compile(&g)
			}
		})
	}
	b.Run("published 5x5", func(b *testing.B) {
		var g graph.Graph
		var questions []string
		for _, r := range object(b, tasktest.Data(b, "reasoning-gym/hard_*zebra_puzzles.json.gz")[0])["results"].([]any) {
			questions = append(questions, r.(map[string]any)["question"].(string))
		}
		for i := 0; b.Loop(); i++ {
			g.Reset()
			parse(b, questions[i%len(questions)]).Compile(&g)
		}
	})
}

func BenchmarkCompileTrace(b *testing.B) {
	var g graph.Graph
	instance := benchInstances(b, "5x5", 1)[0]
	doc := task.Document{Question: instance.Question(), Text: string(instance.AppendScratchpad(nil))}
	for b.Loop() {
		g.Reset()
		if _, err := (Task{}).CompileTrace(&g, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var g graph.Graph
	instance := benchInstances(b, "5x5", 1)[0]
	instance.Compile(&g)
	text := string(instance.AppendScratchpad(nil))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		instance.Read(&g, text)
	}
}

func BenchmarkGenerate(b *testing.B) {
	for _, size := range []string{"5x5", "7x7"} {
		b.Run(size, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := (Task{}).Generate(rand.New(rand.NewPCG(uint64(i), 1)), size); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
