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
	x, y      string         // canonical integers
	container task.Container // how the question wants the answer
}

// Input implements task.Instance.
func (p Instance) Input() string { return `{"x":` + p.x + `,"y":` + p.y + `}` }

// Question implements task.Instance, in the words of the published files.
func (p Instance) Question() string { return "What is " + p.x + " times " + p.y + "?" }

// Size implements task.Instance: NxM, digits of x and of y.
func (p Instance) Size() string { return strconv.Itoa(len(p.x)) + "x" + strconv.Itoa(len(p.y)) }

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
	return newInstance(x, y, p.Question)
}

func newInstance(x, y, question string) (task.Instance, error) {
	if max(len(x), len(y)) > MaxDigits {
		return nil, fmt.Errorf("a factor has %d digits, more than %d", max(len(x), len(y)), MaxDigits)
	}
	return Instance{x, y, task.Prescribed(question)}, nil
}

func parseFactors(p task.Problem) (x, y string, err error) {
	if p.Input != "" {
		return parseInput(p.Input)
	}
	return parseQuestion(p.Question)
}

// parseInput reads {"x": 12, "y": 84}; the factors may be strings, too.
func parseInput(input string) (x, y string, err error) {
	var in struct{ X, Y json.RawMessage }
	if err := json.Unmarshal([]byte(input), &in); err != nil {
		return "", "", fmt.Errorf("input %q is not {\"x\": .., \"y\": ..}: %w", shorten(input), err)
	}
	x, okX := factor(string(in.X))
	y, okY := factor(string(in.Y))
	if !okX || !okY {
		return "", "", fmt.Errorf("input %q is not {\"x\": .., \"y\": ..} with two non-negative integers", shorten(input))
	}
	return x, y, nil
}

func factor(text string) (string, bool) {
	text = strings.Trim(text, `"`)
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return "", false
	}
	return graph.CanonicalNumber(text)
}

func shorten(text string) string {
	if len(text) > 60 {
		return strings.ToValidUTF8(text[:60], "") + " .."
	}
	return text
}

var errNotTwoFactors = errors.New("no multiplication of two non-negative integers")
