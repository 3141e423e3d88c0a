package corpus

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/graphcov/graphcov/tasks/task"
)

// waiting are problems that workers have recognized in documents and that are not
// counted yet. They are counted in order: problems that begin alike have much in
// common, and what the last one had is still in the processor's cache. Each worker
// gets its share of the order, so that no two learn the same. Which comes first
// makes no difference to the counts.
type waiting struct {
	most int // that wait before they are shared out

	lock     sync.Mutex
	problems []waitingProblem
	shares   [][]waitingProblem // by worker
}

type waitingProblem struct {
	order uint64 // how the input begins; comparing all of it takes longer than it saves
	input string
	about task.Instance
}

const (
	// mostWaiting is how many of each worker wait at most, and waitingBytes what one
	// takes, about: of fewer, less is in common.
	mostWaiting  = 1 << 16
	waitingBytes = 160
)

// newWaiting is for that many workers. The problems take an eighth of that memory
// at most, in bytes.
func newWaiting(workers int, memory int64) *waiting {
	most := min(int64(mostWaiting*workers), memory/8/waitingBytes)
	return &waiting{most: int(max(most, 1)), shares: make([][]waitingProblem, workers)}
}

// add adds a problem.
func (w *waiting) add(about task.Instance) {
	input := about.Input()
	var begins [8]byte
	copy(begins[:], input)
	w.lock.Lock()
	w.problems = append(w.problems, waitingProblem{binary.BigEndian.Uint64(begins[:]), input, about})
	isFull := len(w.problems) >= w.most
	w.lock.Unlock()
	if isFull {
		w.share()
	}
}

// share shares all problems out.
func (w *waiting) share() {
	w.lock.Lock()
	problems := w.problems
	w.problems = nil
	w.lock.Unlock()
	slices.SortFunc(problems, func(a, b waitingProblem) int { return cmp.Compare(a.order, b.order) })
	w.lock.Lock()
	defer w.lock.Unlock()
	n := len(w.shares)
	for i := range w.shares {
		w.shares[i] = append(w.shares[i], problems[i*len(problems)/n:(i+1)*len(problems)/n]...)
	}
}

// take returns the share of a worker, which is its own from then on.
func (w *waiting) take(worker int) []waitingProblem {
	w.lock.Lock()
	defer w.lock.Unlock()
	share := w.shares[worker]
	w.shares[worker] = nil
	return share
}
