package dynprog

import (
	"testing"

	"github.com/graphcov/graphcov/tasks/task"
)

// of makes the instance of a list, "3, 2, -1".
func of(t testing.TB, list string) Instance {
	t.Helper()
	instance, err := Task{}.Parse(task.Problem{Input: `{"input":[` + list + `]}`})
	if err != nil {
		t.Fatal(err)
	}
	return instance.(Instance)
}
