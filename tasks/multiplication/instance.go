package multiplication

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Instance is one multiplication.
type Instance struct {
	task.Exact
	x, y      string         // canonical integers
	container task.Container // how the answer was asked for
}

// Input implements task.Instance.
func (p Instance) Input() string { return `{"x":` + p.x + `,"y":` + p.y + `}` }

// Question implements task.Instance, in the words of the published files.
func (p Instance) Question() string { return "What is " + p.x + " times " + p.y + "?" }

// Size implements task.Instance: NxM, digits of x and of y.
func (p Instance) Size() string { return sizeLabel(len(p.x), len(p.y)) }

// Algorithm implements task.Instance.
func (p Instance) Algorithm() string { return algorithmLong }

// Answer implements task.Instance.
func (p Instance) Answer() string { return multiply(p.x, p.y) }

// multiply is exact at any length.
func multiply(x, y string) string {
	if len(x)+len(y) <= 18 { // the product fits into 64 bits
		a, _ := strconv.ParseUint(x, 10, 64)
		b, _ := strconv.ParseUint(y, 10, 64)
		return strconv.FormatUint(a*b, 10)
	}
	a, _ := new(big.Int).SetString(x, 10)
	b, _ := new(big.Int).SetString(y, 10)
	return a.Mul(a, b).String()
}

// Parse implements task.Task.
func (Task) Parse(p task.Problem) (task.Instance, error) {
	x, y, err := parseFactors(p)
	if err != nil {
		return nil, err
	}
	return newInstance(x, y, p.Container())
}

func newInstance(x, y string, container task.Container) (task.Instance, error) {
	if max(len(x), len(y)) > MaxColumns || len(x)*len(y) > MaxColumns {
		return nil, fmt.Errorf("%d digits times %d digits are more than %d columns", len(x), len(y), MaxColumns)
	}
	return Instance{x: x, y: y, container: container}, nil
}

func parseFactors(p task.Problem) (x, y string, err error) {
	if p.Input != "" {
		return parseInput(p.Input)
	}
	return parseQuestion(p.Question)
}

// parseInput reads {"x": 12, "y": 84}; the factors may be strings, too. Only an
// object of just these two fields is taken for an input of this task.
func parseInput(input string) (x, y string, err error) {
	var in map[string]json.RawMessage
	err = json.Unmarshal([]byte(input), &in)
	if err == nil && (len(in) != 2 || in["x"] == nil || in["y"] == nil) {
		err = errors.New("it has other fields")
	}
	if err != nil {
		return "", "", fmt.Errorf("input %q is not {\"x\": .., \"y\": ..}: %w: %w", task.Shorten(input), err, task.ErrOtherTask)
	}
	x, okX := factor(string(in["x"]))
	y, okY := factor(string(in["y"]))
	if !okX || !okY {
		return "", "", fmt.Errorf("input %q: x and y must be non-negative integers", task.Shorten(input))
	}
	return x, y, nil
}

// factor is the canonical form of a non-negative integer, in quotes or not.
func factor(text string) (string, bool) {
	text = strings.Trim(text, `"`)
	if text == "" || !isDigits(text) {
		return "", false
	}
	return graph.CanonicalNumber(text)
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}
