package corpus

import (
	"slices"
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

// waiting are problems that have been recognized in documents and are not counted
// yet. They are counted in order: problems that begin alike have much in common,
// and what the last one had is still in the processor's cache. Which comes first
// makes no difference to the counts.
type waiting struct{ problems []waitingProblem }

type waitingProblem struct {
	input string
	about task.Instance
}

const (
	// mostWaiting is how many wait at most, and waitingBytes what one takes, about:
	// of fewer, less is in common.
	mostWaiting  = 1 << 16
	waitingBytes = 160
)

// isFull reports whether they take as many as they may, or an eighth of that
// memory, in bytes.
func (w *waiting) isFull(memory int64) bool {
	n := len(w.problems)
	return n >= mostWaiting || n > 0 && int64(n)*waitingBytes >= memory/8
}

func (w *waiting) add(about task.Instance) {
	w.problems = append(w.problems, waitingProblem{about.Input(), about})
}

// take hands out all in order, and forgets them.
func (w *waiting) take(each func(task.Instance) error) error {
	slices.SortFunc(w.problems, func(a, b waitingProblem) int { return strings.Compare(a.input, b.input) })
	for _, p := range w.problems {
		if err := each(p.about); err != nil {
			return err
		}
	}
	clear(w.problems) // lets go of the problems
	w.problems = w.problems[:0]
	return nil
}
