package sampling_test

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/sampling"
	"github.com/graphcov/graphcov/coverage/stats"
)

// Four responses to each of two products: the model knows the first, and gets the
// second right once, in its surest response.
func twoProducts() []sampling.Example {
	response := func(answer string, correct bool, logProb float64) sampling.Response {
		return sampling.Response{Answer: answer, Correct: correct, LogProb: sampling.Known(logProb)}
	}
	return []sampling.Example{
		{Responses: []sampling.Response{
			response("408", true, -0.1), response("408", true, -0.2), response("418", false, -0.9), response("408", true, -0.1),
		}},
		{Responses: []sampling.Response{
			response("1008", true, -0.3), response("998", false, -0.5), response("998", false, -0.8), response("", false, -2),
		}},
	}
}

func Example() {
	examples := twoProducts()
	opt := stats.Resampling{Seed: 1}
	ks := sampling.Ks(4)
	for _, measure := range []struct {
		name  string
		curve sampling.Curve
	}{
		{"pass@k", sampling.PassAtK(examples, ks, opt)},
		{"pass^k", sampling.PassHatK(examples, ks, opt)},
		{"consensus", sampling.Consensus(examples, ks, opt)},
		{"best of k", sampling.BestOf(examples, ks, sampling.MeanLogProb, opt)},
	} {
		fmt.Printf("%-9s", measure.name)
		for _, p := range measure.curve {
			fmt.Printf("  k=%d %.3f", p.K, p.Value)
		}
		fmt.Println()
	}
	// Output:
	// pass@k     k=1 0.500  k=2 0.750  k=4 1.000
	// pass^k     k=1 0.500  k=2 0.250  k=4 0.000
	// consensus  k=1 0.500  k=2 0.542  k=4 0.500
	// best of k  k=1 0.500  k=2 0.750  k=4 1.000
}

// Does sampling rescue what training did not cover? The values are the examples'
// shares of sub-graphs seen in training.
func ExampleBuckets() {
	examples := twoProducts()
	seen := []float64{0.9, 0.4}
	for _, bucket := range sampling.Buckets(seen, 2) {
		curve := sampling.PassAtK(bucket.Of(examples), []int{1, 4}, stats.Resampling{Seed: 1})
		fmt.Printf("seen %.1f to %.1f: pass@1 %.2f, pass@4 %.2f\n", bucket.Low, bucket.High, curve[0].Value, curve[1].Value)
	}
	// Output:
	// seen 0.4 to 0.4: pass@1 0.25, pass@4 1.00
	// seen 0.9 to 0.9: pass@1 0.75, pass@4 1.00
}

// Two of three responses are wrong in their first and second of four steps; the
// weakest step gives both away.
func ExampleProcessReward() {
	example := sampling.Example{Responses: []sampling.Response{
		{Steps: []float64{0.1, 0.9, 0.9, 0.9}},
		{Steps: []float64{0.9, 0.2, 0.9, 0.9}},
		{Steps: []float64{0.6, 0.6, 0.6, 0.6}, Correct: true},
	}}
	for _, by := range []struct {
		name      string
		aggregate sampling.Aggregate
	}{{"min", sampling.Min}, {"mean", sampling.Mean}} {
		curve := sampling.BestOf([]sampling.Example{example}, []int{3}, sampling.ProcessReward(by.aggregate), stats.Resampling{Seed: 1})
		fmt.Printf("%s: %.0f\n", by.name, curve[0].Value)
	}
	// Output:
	// min: 1
	// mean: 0
}

func ExampleScalingLaws() {
	// Of 8 responses 4, 2, 1 and 0 are right.
	var examples []sampling.Example
	for _, right := range []string{"+-+-+-+-", "+----+--", "-+------", "--------"} {
		var e sampling.Example
		for _, r := range right {
			e.Responses = append(e.Responses, sampling.Response{Correct: r == '+'})
		}
		examples = append(examples, e)
	}
	s := sampling.ScalingLaws(examples, nil, 0, stats.Resampling{Seed: 1})
	for _, law := range []sampling.Law{s.PowerLaw, s.LogLinear, s.BetaBinomial} {
		h := law.HeldOut[0]
		more, _ := law.At(64)
		fmt.Printf("%s of k <= %d at k = %d: %.2f, in truth %.2f; at 64: %.2f\n", law.Name, s.KMax, h.K, h.Predicted.Value, h.Observed.Value, more)
	}
	// Output:
	// exponentiated power law of k <= 4 at k = 8: 0.86, in truth 0.75; at 64: 0.98
	// log-linear law of k <= 4 at k = 8: 0.99, in truth 0.75; at 64: 1.00
	// beta-binomial of k <= 4 at k = 8: 0.90, in truth 0.75; at 64: 1.00
}

// The search kept a wrong thought and pruned a right one.
func ExampleTreeSearch() {
	tree := sampling.Tree{Thoughts: []sampling.Thought{
		{ID: "1", Text: "12 = 10 + 2", Score: sampling.Known(0.3), Truth: sampling.Right},
		{ID: "2", Text: "12 = 10 + 4", Score: sampling.Known(0.8), Kept: true, Truth: sampling.Wrong},
		{ID: "3", Parent: "2", Text: "so 12 x 3 = 42", Score: sampling.Known(0.9), Kept: true, Truth: sampling.Wrong},
	}}
	m, err := tree.Measure()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("depth %d, solved %.0f, right of kept %d/%d, of pruned %d/%d\n",
		m.Depth, m.Success, m.KeptRight, m.KeptJudged, m.PrunedRight, m.PrunedJudged)
	fmt.Println("a perfect evaluator: solved", m.Perfect, "or perhaps", m.PerfectPossible)
	// Output:
	// depth 2, solved 0, right of kept 0/2, of pruned 1/1
	// a perfect evaluator: solved false or perhaps true
}
