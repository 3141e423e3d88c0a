package propagation

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

// benchmarkExamples makes n examples of 10 responses and 20 cells each. different
// is how many node counts a cell may have: with 1 all examples of a size are
// predicted alike, with many each on its own.
func benchmarkExamples(n, different int) []Example {
	rng := rand.New(rand.NewPCG(1, 1))
	examples := make([]Example, n)
	for i := range examples {
		size := 1 + rng.IntN(5)
		e := Example{Depth: 4 * size, Width: 3 * size, Responses: 10, Right: rng.IntN(11)}
		e.Flawed = 10 - e.Right
		for layer := range 20 {
			nodes := 1 + rng.IntN(different)
			wrong := rng.IntN(2)
			e.Steps = append(e.Steps, Steps{Op: string(rune('a' + layer%5)), Layer: 1 + layer, Nodes: nodes,
				Correct: 10*nodes - 2*wrong, Local: wrong, WrongArguments: wrong})
		}
		examples[i] = e
	}
	return examples
}

// BenchmarkAnalyze takes few draws, so that it is soon done: DefaultDraws take 25
// times as long, less what it takes to arrange the examples.
func BenchmarkAnalyze(b *testing.B) {
	for _, size := range []struct{ n, different int }{{1_000, 1}, {100_000, 1}, {100_000, 3}} {
		b.Run(fmt.Sprintf("n=%d/different=%d", size.n, size.different), func(b *testing.B) {
			examples := benchmarkExamples(size.n, size.different)
			for b.Loop() {
				r := Analyze(examples, Options{Resampling: stats.Resampling{Seed: 1, Draws: 40}, ByLayer: true})
				if !r.All.Remaining.OK {
					b.Fatal(r.All)
				}
			}
		})
	}
}
