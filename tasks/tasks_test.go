package tasks_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

func TestNamesAreUnique(t *testing.T) {
	seen := make(map[string]bool)
	for _, tk := range tasks.All() {
		if seen[tk.Name()] {
			t.Errorf("two tasks are called %s", tk.Name())
		}
		seen[tk.Name()] = true
		if got, err := tasks.All().Get(tk.Name()); err != nil || got.Name() != tk.Name() {
			t.Errorf("Get(%q) = %v, %v", tk.Name(), got, err)
		}
	}
}

func TestGetUnknown(t *testing.T) {
	_, err := tasks.All().Get("multiplicaton")
	if err == nil || !strings.Contains(err.Error(), "there is multiplication") {
		t.Errorf("error %v, want one that lists the tasks", err)
	}
}

func TestRecognise(t *testing.T) {
	for _, p := range []task.Problem{{Question: "What is 12 times 84?"}, {Input: `{"x": 12, "y": 84}`}} {
		tk, instance, err := tasks.All().Recognise(p)
		if err != nil || tk.Name() != "multiplication" || instance.Answer() != "1008" {
			t.Errorf("%+v: %v, %v, %v", p, tk, instance, err)
		}
	}
	if _, _, err := tasks.All().Recognise(task.Problem{Question: "What is the capital of France?"}); !errors.Is(err, task.ErrOtherTask) {
		t.Errorf("error %v, want task.ErrOtherTask", err)
	}
	// A problem of a task that cannot be compiled is not offered to the others.
	long := strings.Repeat("7", 257)
	tk, _, err := tasks.All().Recognise(task.Problem{Question: "What is " + long + " times " + long + "?"})
	if tk == nil || err == nil || errors.Is(err, task.ErrOtherTask) {
		t.Errorf("257 digits times 257: task %v, error %v", tk, err)
	}
}
