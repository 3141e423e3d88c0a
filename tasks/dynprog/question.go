package dynprog

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

func parseValues(p task.Problem) ([]string, error) {
	if p.Input != "" {
		return parseInput(p.Input)
	}
	return parseQuestion(p.Question, p.Named)
}

// parseInput reads {"input": [3, 2, 1]}. Only an object of just this field,
// with a list in it, is taken for an input of this task.
func parseInput(input string) ([]string, error) {
	var in map[string]json.RawMessage
	err := json.Unmarshal([]byte(input), &in)
	list := string(in["input"])
	if err != nil || len(in) != 1 || !strings.HasPrefix(list, "[") {
		return nil, fmt.Errorf("input %q is not {\"input\": [..]}: %w", task.Shorten(input), task.ErrOtherTask)
	}
	values, _, ok := cutList(list)
	if !ok {
		return nil, fmt.Errorf("input %q: dynprog wants a list of integers", task.Shorten(input))
	}
	return values, nil
}

// parseQuestion finds the list: the last that is called the input (examples may
// come before it), else the only one. The words must be those of the task,
// unless it is named.
func parseQuestion(question string, named bool) ([]string, error) {
	if !named && !asks(question) {
		return nil, fmt.Errorf("%q does not ask for numbers that are not adjacent: %w", task.Shorten(question), task.ErrOtherTask)
	}
	var only []string
	lists := 0
	for lead, list := range bracketsFromEnd(question) {
		values, _, ok := cutList(list)
		if calls(lead, "input") {
			if !ok {
				return nil, fmt.Errorf("the input %q is no list of integers", task.Shorten(list))
			}
			return values, nil
		}
		if ok && !isIndexed(lead) {
			only = values
			lists++
		}
	}
	if lists != 1 {
		return nil, fmt.Errorf("%q has %d lists of integers, none of them called input: %w", task.Shorten(question), lists, task.ErrOtherTask)
	}
	return only, nil
}

// asks reports whether a question is in the words of the published files or
// speaks of a choice of numbers of which no two are adjacent.
func asks(question string) bool {
	if strings.Contains(question, askScratchpad) || strings.Contains(question, askTask) {
		return true
	}
	folded := strings.ToLower(question)
	apart := strings.Contains(folded, "adjacent") || strings.Contains(folded, "neighbo") || strings.Contains(folded, "consecutive")
	choice := strings.Contains(folded, "subsequence") || strings.Contains(folded, "subset") || strings.Contains(folded, "choose") || strings.Contains(folded, "chosen")
	return apart && choice && strings.Contains(folded, "sum")
}
