package multiplication

import (
	"fmt"

	"github.com/graphcov/graphcov/tasks/task"
)

var _ task.Variables = Task{}

// Variables implements task.Variables. Inputs are the digits x1 .. xn, y1 .. ym,
// outputs the digits z1 .. z(n+m) of the product: of one that is a digit shorter
// z1 is 0. Index 1 is the most significant digit, as in the paper.
func (Task) Variables(size string) (task.Space, error) {
	n, m, err := parseSize(size)
	if err != nil {
		return nil, err
	}
	return space{n, m}, nil
}

// space is all products of n digits by m digits, as Generate draws them.
type space struct{ n, m int }

func (s space) Inputs() []task.Variable {
	return append(digitVariables("x", "x", s.n, 1), digitVariables("y", "y", s.m, 1)...)
}

func (s space) Outputs() []task.Variable {
	return digitVariables("z", "the answer", s.n+s.m, 0)
}

// digitVariables are the digits of a number, the first of which is at least first.
func digitVariables(name, of string, n int, first int8) []task.Variable {
	variables := make([]task.Variable, n)
	for i := range variables {
		meaning := fmt.Sprintf("digit %d of %s", i+1, of)
		switch {
		case n == 1:
			meaning = "the only digit of " + of
		case i == 0:
			meaning = "the first digit of " + of
		case i == n-1:
			meaning = "the last digit of " + of
		}
		variables[i] = task.Variable{Name: fmt.Sprint(name, i+1), Meaning: meaning, Max: 9}
	}
	variables[0].Min = first
	return variables
}

// Evaluate implements task.Space, in 64 bits where the product fits. Else it adds
// up the products of digits that belong to one place after the other, from the
// ones, exact at any length.
func (s space) Evaluate(outputs, inputs []int8) {
	x, y := inputs[:s.n], inputs[s.n:]
	if len(outputs) <= 19 {
		product := number(x) * number(y)
		for place := len(outputs) - 1; place >= 0; place-- {
			outputs[place] = int8(product % 10)
			product /= 10
		}
		return
	}
	carry := uint(0)
	for place := range outputs {
		first := max(0, place-s.m+1)
		last := min(place, s.n-1)
		for i := first; i <= last; i++ {
			carry += uint(x[s.n-1-i]) * uint(y[s.m-1-place+i])
		}
		outputs[len(outputs)-1-place] = int8(carry % 10)
		carry /= 10
	}
}

func number(digits []int8) uint64 {
	n := uint64(0)
	for _, d := range digits {
		n = n*10 + uint64(d)
	}
	return n
}

// ReadAnswer implements task.Space. A number of n+m digits or one less, as the
// products of the size have, is read place by place. Any other is no such
// product; it is lined up from its ends, its first digit with gold's.
func (s space) ReadAnswer(outputs []int8, answer, gold string) task.Alignment {
	places := s.n + s.m
	if !isCanonical(answer) || !isCanonical(gold) || len(gold) > places {
		return task.NotRead
	}
	values := make([]int8, len(answer))
	for i := range values {
		values[i] = int8(answer[i] - '0')
	}
	clear(outputs)
	switch len(answer) {
	case places, places - 1, len(gold):
		copy(outputs[places-len(values):], values)
		return task.InPlace
	}
	before := outputs[:places-len(gold)] // zeros that a number of this length has no room for
	for i := range before {
		before[i] = task.NoValue
	}
	task.AlignEnds(outputs[len(before):], values)
	return task.FromEnds
}
