package tasks_test

import (
	"testing"

	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

func TestConformance(t *testing.T) {
	for _, tk := range tasks.All() {
		t.Run(tk.Name(), func(t *testing.T) { tasktest.Conform(t, tk) })
	}
}
