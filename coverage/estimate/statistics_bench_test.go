package estimate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/sampling"
)

// simulatedSample makes a sample as an analysis of n problems would, each with
// 10 responses: 10 sizes, and 20 numbers of operations within each, from 11 nodes
// to 39. Success falls with size and rises a little with coverage. A response is worked
// step by step: nothing is judged after its first error but wrong arguments.
func simulatedSample(n int) *sample {
	const responses, sizes = 10, 10
	rng := rand.New(rand.NewPCG(1, 1))
	c := &corpusSample{
		id: 1, name: "train", task: "multiplication", trained: make(map[string]int64), scopes: []string{"step", "hop2", "full", "shape"},
		coverage: make(map[string][]coverageRow), documents: make([]graphDocuments, n),
	}
	for _, scope := range c.scopes {
		c.coverage[scope] = make([]coverageRow, n)
	}
	s := &sample{model: "simulated", task: c.task, seed: 1, corpora: []*corpusSample{c}}
	kinds := []string{"prod", "sum", "digit", "carry", "partial", "shifted"}
	for i := range n {
		size := rng.IntN(sizes)
		operations := 11 + size + rng.IntN(20)
		width := 3 + size/2
		key := graphKey{int64(i), "long"}
		name := fmt.Sprintf("%dx%d", 1+size/2, 1+(size+1)/2)
		if size%3 != 0 {
			c.trained[name] = 1000
		}
		o := observed{
			input: fmt.Sprint(i), graph: key, number: i, size: name, operations: operations, depth: (operations + width - 1) / width, width: width,
			n: responses, gold: strings.Repeat("1", 2+size/2), worked: workedCounts{n: responses},
		}
		seen := rng.Float64() // how familiar the operands are
		documents := make([][]int64, len(c.scopes))
		o.outcomes.graph = new(graphNodes)
		for k := range c.scopes {
			documents[k] = make([]int64, operations)
		}
		for p := range operations {
			layer := 1 + p/width
			// Single steps are common and few, whole sub-graphs rare and many.
			common := 2000 * seen / float64(1+rng.IntN(8))
			documents[0][p] = int64(common)
			documents[1][p] = int64(common / 8)
			documents[2][p] = int64(common / math.Pow(6, float64(layer)))
			documents[3][p] = int64(1000 / layer)
			o.outcomes.graph.nodes = append(o.outcomes.graph.nodes, graphNode{kind: kinds[p%len(kinds)], op: kinds[p%len(kinds)], layer: layer})
		}
		for k, scope := range c.scopes {
			row := coverageRow{there: true, operations: operations, minDocuments: math.MaxInt64}
			for p := range operations {
				d := documents[k][p]
				row.exposure += math.Log1p(float64(d)) / float64(operations)
				row.minDocuments = min(row.minDocuments, d)
				if d > 0 {
					row.seenNodes++
				}
			}
			row.sinkDocuments = documents[k][operations-1]
			c.coverage[scope][i] = row
		}
		c.documents[i] = packDocuments(o.outcomes.graph, slices.Concat(documents...))
		slip := (0.01 + 0.05*rng.Float64()*rng.Float64()) * (1.1 - 0.2*seen) // of one step
		for range responses {
			wrong := false
			letters := make([]byte, operations)
			for p := range letters {
				switch {
				case wrong && rng.IntN(3) == 0: // not all that follows depends on it
					letters[p] = byte(statedPropagation)
				case rng.Float64() < slip:
					wrong = true
					letters[p] = byte(statedLocal | argumentsRight)
				default:
					letters[p] = byte(statedCorrect | argumentsRight)
				}
			}
			o.outcomes.responses = append(o.outcomes.responses, string(letters))
			response := sampling.Response{Correct: !wrong, Answer: o.gold, LogProb: sampling.Known(-rng.Float64() - slip)}
			if wrong {
				o.worked.flawed++
				response.Answer = fmt.Sprint("2", rng.IntN(9))
			} else {
				o.right++
			}
			o.responses = append(o.responses, response)
		}
		o.worked.right = o.right
		s.examples = append(s.examples, o)
	}
	return s
}

// BenchmarkStatistics makes all findings of one model on 100,000 problems of 10
// responses, against one corpus under four scopes: with the draws of an analysis.
func BenchmarkStatistics(b *testing.B) {
	s := simulatedSample(100_000)
	for _, find := range finders() {
		name := runtime.FuncForPC(reflect.ValueOf(find).Pointer()).Name()
		b.Run(name[strings.LastIndex(name, ".")+1:], func(b *testing.B) {
			found := 0
			for b.Loop() {
				found = len(find(s))
			}
			b.ReportMetric(float64(found), "findings")
		})
	}
}
