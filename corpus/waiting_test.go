package corpus

import (
	"errors"
	"slices"
	"testing"

	"github.com/graphcov/graphcov/tasks/task"
)

func TestWaiting(t *testing.T) {
	var w waiting
	inputs := []string{"b", "a", "c", "a"}
	for range 2 {
		for _, input := range inputs {
			w.add(problem{input: input})
		}
		var taken []string
		if err := w.take(func(about task.Instance) error { taken = append(taken, about.Input()); return nil }); err != nil {
			t.Fatal(err)
		}
		if want := []string{"a", "a", "b", "c"}; !slices.Equal(taken, want) {
			t.Errorf("%v are taken, want %v", taken, want)
		}
	}
	if w.isFull(1) {
		t.Error("some still wait")
	}
	w.add(problem{})
	if broken := errors.New("broken"); w.take(func(task.Instance) error { return broken }) != broken {
		t.Error("an error is lost")
	}
	if !w.isFull(waitingBytes) || w.isFull(100*waitingBytes) {
		t.Error("one takes an eighth of memory for 8 and not for 100")
	}
}
