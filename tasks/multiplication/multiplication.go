package multiplication

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// MaxColumns bounds the digits of one factor times those of the other, 256x256
// or 65536x1, for the sake of memory: a graph has about 4 nodes for each
// pair of digits.
const MaxColumns = 1 << 16

// algorithmLong is the paper's: digit by digit, with carries.
const algorithmLong = "long"

// Task is long multiplication.
type Task struct{}

var (
	_ task.Task     = Task{}
	_ task.Instance = Instance{}
)

// Name implements task.Task.
func (Task) Name() string { return "multiplication" }

// About implements task.Task.
func (Task) About() task.About {
	return task.About{
		Summary:    "x times y by long multiplication, digit by digit with carries",
		Algorithms: []string{algorithmLong, algorithmEquations, algorithmDistributiveY, algorithmDistributiveX},
		SizeParts:  []string{"digits of x", "digits of y"},
		Sizes:      fmt.Sprintf("NxM: digits of x and of y, at most %d columns N times M", MaxColumns),
		Examples:   []string{"1x1", "2x1", "2x2", "3x2", "1x3", "5x5", "20x20"},
		Ops:        []graph.Op{"multiply", "add", "mod10", "div10", "concat", "shift_1", "shift_2"},
		Formats: []string{
			"the published scratchpad (Dziri et al. 2023)",
			"equations, such as 23 x 40 = 920 and 920 + 161 = 1081",
			"question and answer",
			"an answer in free text: = 1008. / The answer is 1,008 / <answer>1008</answer> / {\"answer\": 1008}",
		},
	}
}

// Generate implements task.Task: both factors are drawn uniformly from the
// numbers of their length, without leading zeros and without 0.
func (Task) Generate(rng *rand.Rand, size string) (task.Instance, error) {
	n, m, err := parseSize(size)
	if err != nil {
		return nil, err
	}
	return Instance{x: randomNumber(rng, n), y: randomNumber(rng, m)}, nil
}

func parseSize(size string) (n, m int, err error) {
	left, right, ok := strings.Cut(size, "x")
	n, err1 := strconv.Atoi(left)
	m, err2 := strconv.Atoi(right)
	if !ok || err1 != nil || err2 != nil || min(n, m) < 1 || max(n, m) > MaxColumns || n*m > MaxColumns || sizeLabel(n, m) != size {
		return 0, 0, fmt.Errorf("size %q: multiplication wants NxM, such as 3x2, with N times M at most %d", size, MaxColumns)
	}
	return n, m, nil
}

func sizeLabel(n, m int) string { return strconv.Itoa(n) + "x" + strconv.Itoa(m) }

func randomNumber(rng *rand.Rand, digits int) string {
	b := make([]byte, digits)
	for i := range b {
		b[i] = '0' + byte(rng.IntN(10))
	}
	b[0] = '1' + byte(rng.IntN(9))
	return string(b)
}
