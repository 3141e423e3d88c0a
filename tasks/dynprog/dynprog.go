package dynprog

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Bounds of an instance, for the sake of memory: a graph has about 7 nodes for
// each number of the list.
const (
	MaxLength = 1 << 16 // numbers in the list
	MaxDigits = 1000    // digits of each number
)

// maxDrawn bounds the numbers that Generate draws: -5 to 5, as in the paper.
const maxDrawn = 5

// Task is the choice of numbers that are not neighbours, with the highest sum.
type Task struct{}

var (
	_ task.Task     = Task{}
	_ task.Instance = Instance{}
)

// Name implements task.Task.
func (Task) Name() string { return "dynprog" }

// About implements task.Task.
func (Task) About() task.About {
	return task.About{
		Summary:    "the highest sum of numbers of a list of which no two are neighbours, by dynamic programming",
		Algorithms: []string{algorithm},
		SizeParts:  []string{"numbers in the list"},
		Sizes:      fmt.Sprintf("N: numbers in the list, at most %d; generated numbers are -%d to %d", MaxLength, maxDrawn, maxDrawn),
		Examples:   []string{"1", "2", "3", "5", "10", "40"},
		Ops:        []graph.Op{opMax0, opAdd, opEqual, opAnd, opPick, opNot, opList},
		Formats: []string{
			"the published scratchpad (Dziri et al. 2023)",
			"question and answer: output = [2, 1, 2]",
			"an answer in free text: [2, 1, 2] / The answer is [2, 1, 2] / <answer>[2, 1, 2]</answer> / {\"answer\": [2, 1, 2]}",
		},
	}
}

// Generate implements task.Task: the numbers are drawn uniformly from -5 to 5.
func (Task) Generate(rng *rand.Rand, size string) (task.Instance, error) {
	n, err := parseSize(size)
	if err != nil {
		return nil, err
	}
	values := make([]string, n)
	for i := range values {
		values[i] = strconv.Itoa(rng.IntN(2*maxDrawn+1) - maxDrawn)
	}
	return Instance{values: values}, nil
}

// parseSize is the length of the list.
func parseSize(size string) (int, error) {
	n, err := strconv.Atoi(size)
	if err != nil || n < 1 || n > MaxLength || strconv.Itoa(n) != size {
		return 0, fmt.Errorf("size %q: dynprog wants the length of the list, such as 6, at most %d", size, MaxLength)
	}
	return n, nil
}
