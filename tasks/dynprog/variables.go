package dynprog

import (
	"fmt"
	"strconv"

	"github.com/graphcov/graphcov/tasks/task"
)

var _ task.Variables = Task{}

// Variables implements task.Variables. Inputs are the numbers a1 .. an of the
// list, -5 to 5 as Generate draws them, outputs the choices o1 .. on, 1 or 2.
// Index 1 is the front of the list, as in the paper.
func (Task) Variables(size string) (task.Space, error) {
	n, err := parseSize(size)
	if err != nil {
		return nil, err
	}
	return space(n), nil
}

// space is all lists of that length.
type space int

func (s space) Inputs() []task.Variable {
	return listVariables("a", "number", int(s), -maxDrawn, maxDrawn)
}

func (s space) Outputs() []task.Variable {
	return listVariables("o", "choice", int(s), 1, 2)
}

func listVariables(name, what string, n int, low, high int8) []task.Variable {
	variables := make([]task.Variable, n)
	for i := range variables {
		meaning := fmt.Sprintf("%s %d", what, i+1)
		switch {
		case n == 1:
			meaning = "the only " + what
		case i == 0:
			meaning = "the first " + what
		case i == n-1:
			meaning = "the last " + what
		}
		variables[i] = task.Variable{Name: fmt.Sprint(name, i+1), Meaning: meaning, Min: low, Max: high}
	}
	return variables
}

// Evaluate is work (see run.go) on small numbers, without memory of its own:
// on the way to the front outputs holds whether dp[i] is plus[i], as 1 and 2; on
// the way back that becomes the choice.
func (s space) Evaluate(outputs, inputs []int8) {
	next, afterNext := 0, 0 // dp[i+1], dp[i+2]
	for i := len(inputs) - 1; i >= 0; i-- {
		plus := int(inputs[i]) + afterNext
		dp := max(next, plus, 0)
		outputs[i] = 2
		if dp == plus {
			outputs[i] = 1
		}
		next, afterNext = dp, next
	}
	for i := 1; i < len(outputs); i++ {
		if outputs[i-1] == 1 {
			outputs[i] = 2
		}
	}
}

// ReadAnswer implements task.Space. A list of another length than the input is
// lined up from its ends. Gold is not needed for that: its length is the size.
func (s space) ReadAnswer(outputs []int8, answer, _ string) task.Alignment {
	elements, rest, ok := cutList(answer)
	if !ok || rest != "" {
		return task.NotRead
	}
	values := make([]int8, len(elements))
	for i, e := range elements {
		values[i] = task.NoValue
		if v, err := strconv.ParseInt(e, 10, 8); err == nil {
			values[i] = int8(v)
		}
	}
	task.AlignEnds(outputs, values) // of the right length: each in its place
	if len(values) != int(s) {
		return task.FromEnds
	}
	return task.InPlace
}
