// Package tasks lists the tasks that graphcov knows. What a task is, and how
// to write one, says package task; each task has a package of its own beside it.
package tasks

import (
	"errors"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/tasks/arithmetic"
	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/puzzle"
	"github.com/graphcov/graphcov/tasks/task"
)

// List is tasks in the order in which Recognise asks them. A program of its own
// may put one together from All and tasks of its own.
type List []task.Task

// All is every task of graphcov. A new one is one line here.
func All() List {
	return List{
		multiplication.Task{},
		dynprog.Task{},
		puzzle.Task{},
		arithmetic.Task{},
	}
}

// Get returns the task of that name.
func (l List) Get(name string) (task.Task, error) {
	var names []string
	for _, t := range l {
		if t.Name() == name {
			return t, nil
		}
		names = append(names, t.Name())
	}
	return nil, fmt.Errorf("unknown task %q: there is %s", name, strings.Join(names, ", "))
}

// Recognise finds the first task that takes the problem as its own. The error
// wraps task.ErrOtherTask where none does.
func (l List) Recognise(p task.Problem) (task.Task, task.Instance, error) {
	for _, t := range l {
		instance, err := t.Parse(p)
		if errors.Is(err, task.ErrOtherTask) {
			continue
		}
		return t, instance, err
	}
	return nil, nil, fmt.Errorf("no known task: %w", task.ErrOtherTask)
}
