package arithmetic

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Fields of the task's own JSON.
const (
	fieldExpression = "expression"
	fieldQuestion   = "question"
	fieldText       = "text" // of a document without a question
)

var errNoGold = errors.New("the problem is in words and has no reference answer")

// Parse implements task.Task. An expression is the task's in any case, a
// problem in words where its reference answer is marked as such (#### 72) or
// comes with equations, or where the task is named.
func (Task) Parse(p task.Problem) (task.Instance, error) {
	question := p.Question
	if p.Input != "" {
		expression, words, err := parseInput(p.Input)
		if err != nil {
			return nil, err
		}
		if expression != "" {
			e, ok := parseExpression(expression, p.Container())
			if !ok {
				return nil, fmt.Errorf("input %q: no expression that has a value", task.Shorten(expression))
			}
			return e, nil
		}
		if question == "" {
			question = words
		}
	}
	if e, ok := parseQuestion(question, p.Container()); ok {
		return e, nil
	}
	if !strings.ContainsFunc(question, unicode.IsLetter) {
		return nil, fmt.Errorf("%q: neither an expression nor a problem in words: %w", task.Shorten(question), task.ErrOtherTask)
	}
	return parseWorded(question, p)
}

func parseInput(input string) (expression, question string, err error) {
	var in map[string]string
	err = json.Unmarshal([]byte(input), &in)
	expression, question = in[fieldExpression], in[fieldQuestion]
	if err == nil && (len(in) != 1 || expression == "" && question == "") {
		err = errors.New("it has other fields")
	}
	if err != nil {
		return "", "", fmt.Errorf("input %q is neither {\"expression\": ..} nor {\"question\": ..}: %w: %w", task.Shorten(input), err, task.ErrOtherTask)
	}
	return expression, question, nil
}

func parseWorded(question string, p task.Problem) (task.Instance, error) {
	answer, marked := goldAnswer(p.Gold)
	solution := scan(p.Gold)
	switch {
	case strings.TrimSpace(p.Gold) == "" && p.Named:
		return nil, fmt.Errorf("%q: %w", task.Shorten(question), errNoGold)
	case answer == "" && len(solution.steps) > 0:
		answer = solution.steps[len(solution.steps)-1].stated
	case answer == "" && p.Named:
		return nil, fmt.Errorf("%q: the reference answer %q is no number", task.Shorten(question), task.Shorten(p.Gold))
	}
	if !p.Named && !marked && len(solution.steps) == 0 || answer == "" {
		return nil, fmt.Errorf("%q: a problem in words, without a solution in equations: %w", task.Shorten(question), task.ErrOtherTask)
	}
	return Worded{
		question: question, solution: solution, answer: answer, container: p.Container(),
	}, nil
}

// goldAnswer is the final answer of a reference solution, and whether a mark
// says that it is one: #### 72, # 72, A: 72.
func goldAnswer(gold string) (answer string, marked bool) {
	for line := range strings.Lines(gold) {
		line = strings.TrimSpace(line)
		rest, ok := strings.CutPrefix(line, "#### ")
		if !ok {
			rest, ok = strings.CutPrefix(line, "# ")
		}
		if !ok {
			rest, ok = strings.CutPrefix(line, "A:")
		}
		if !ok {
			continue
		}
		if n := task.OneNumber(rest); n != "" {
			answer, marked = n, true
		}
	}
	if !marked {
		if answer = task.OneNumber(gold); answer == "" {
			answer = task.StatedNumber(gold, task.NoContainer)
		}
	}
	return answer, marked
}

// errNoSteps is what CompileTrace returns of most of the web, so it is made once.
var errNoSteps = fmt.Errorf("%w: no equation with an operation and a value", task.ErrNoSteps)

// CompileTrace implements task.Task.
func (Task) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	steps := scan(doc.Text)
	if len(steps.steps) == 0 {
		return nil, errNoSteps
	}
	compileSteps(g, steps)
	if e, ok := parseQuestion(doc.Question, task.Prescribed(doc.Question)); ok {
		return e, nil
	}
	w := Worded{question: doc.Question, text: doc.Text, solution: steps, container: task.Prescribed(doc.Question)}
	if w.answer, _ = goldAnswer(doc.Text); w.answer == "" {
		w.answer = steps.steps[len(steps.steps)-1].stated
	}
	return w, nil
}
