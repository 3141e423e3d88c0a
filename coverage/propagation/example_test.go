package propagation_test

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/propagation"
	"github.com/graphcov/graphcov/coverage/stats"
)

// Fifty problems of three multiplications and an addition, four responses each.
// One response in four has a wrong multiplication, and half of those the right
// answer all the same.
func ExampleAnalyze() {
	var examples []propagation.Example
	for i := range 50 {
		restored := i % 2
		examples = append(examples, propagation.Example{
			Depth: 2, Width: 3, Responses: 4, Right: 3 + restored, Flawed: 1, FlawedRight: restored,
			Steps: []propagation.Steps{
				{Op: "multiply", Layer: 1, Nodes: 3, Correct: 11, Local: 1},
				{Op: "add", Layer: 2, Nodes: 1, Correct: 3, WrongArguments: 1, Unexplained: restored},
			},
		})
	}
	r := propagation.Analyze(examples, propagation.Options{Resampling: stats.Resampling{Seed: 1}})
	for _, rate := range r.Rates {
		fmt.Printf("%s: %d of %d steps wrong\n", rate.Op, rate.Wrong, rate.Judged)
	}
	fmt.Printf("observed %.3f, predicted %.3f, excess %.3f\n", r.All.Observed.Value, r.All.Predicted.Value, r.All.Excess.Value)
	fmt.Printf("restored %.3f, c_n %.2f\n", r.All.Restored.Value, r.WidthBounds[0].Undone.Value)
	// Output:
	// add: 0 of 150 steps wrong
	// multiply: 50 of 600 steps wrong
	// observed 0.875, predicted 0.770, excess 0.105
	// restored 0.125, c_n 0.50
}

// Even steps that are right 99 times in 100 do not add up to long computations.
func ExampleDepthBound() {
	for _, n := range []int{1, 10, 100} {
		atLeast, err := propagation.DepthBound(0.01, 0, n)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d steps: wrong in at least %.3f\n", n, atLeast)
	}
	// Output:
	// 1 steps: wrong in at least 0.010
	// 10 steps: wrong in at least 0.096
	// 100 steps: wrong in at least 0.634
}
