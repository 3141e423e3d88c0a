package arithmetic

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// algorithmEquations is the only one: step by step, each an equation.
const algorithmEquations = "equations"

// answerMark opens the line of the answer in a scratchpad.
const answerMark = "#### "

// Task is arithmetic in equations.
type Task struct{}

var _ task.Task = Task{}

// Name implements task.Task.
func (Task) Name() string { return "arithmetic" }

// About implements task.Task.
func (Task) About() task.About {
	return task.About{
		Summary:    "expressions and worded problems, worked step by step in equations",
		Algorithms: []string{algorithmEquations},
		SizeParts:  []string{"operations"},
		Sizes:      fmt.Sprintf("number of operations; at most %d where problems are generated", maxGenerated),
		Examples:   []string{"1", "2", "4", "8"},
		Ops:        []graph.Op{opAdd, opSubtract, opMultiply, opDivide, opNegate, opPercent, opPower, opFloorDivide},
		Formats: []string{
			"calculator annotations: <<48/2=24>>",
			"equations in free text, Markdown or LaTeX: 48 / 2 = 24, 0.2 x 50 = $10, 2 + 3 * 4 = 14",
			"final answers: #### 72 / A: 72 / The answer is 72 / <answer>72</answer> / {\"answer\": \"72\"}",
		},
		ManySinks: true,
	}
}

// maxGenerated is the largest number of operations that Generate draws.
const maxGenerated = 32

func parseSize(size string) (int, error) {
	n, err := strconv.Atoi(size)
	if err != nil || n < 1 || n > maxGenerated || strconv.Itoa(n) != size {
		return 0, fmt.Errorf("size %q: arithmetic wants a number of operations from 1 to %d", size, maxGenerated)
	}
	return n, nil
}

// maxDraws bounds how many expressions are drawn for one that will do.
const maxDraws = 10_000

// Generate implements task.Task: an expression of +, -, * and signs before
// brackets over integers from -99 to 99. Every intermediate value is another
// one, and none is equal to a number that is used after it, so that the values
// alone tell which step an operand comes from.
func (Task) Generate(rng *rand.Rand, size string) (task.Instance, error) {
	n, err := parseSize(size)
	if err != nil {
		return nil, err
	}
	for range maxDraws {
		d := drawer{rng: rng}
		d.draw(n)
		if d.isClear() {
			return Expression{nodes: d.nodes}, nil
		}
	}
	return nil, fmt.Errorf("size %s: no expression with distinct values among %d drawn", size, maxDraws)
}
