package corpus

import (
	"fmt"
	"slices"
	"testing"
)

// Every problem is in one share, shares are in order, and each worker's come before
// the next one's.
func TestWaitingProblemsAreSharedOut(t *testing.T) {
	const problems = 10
	w := newWaiting(3, 8*waitingBytes*problems)
	for i := range problems {
		if shared := w.take(0); len(shared) > 0 {
			t.Fatalf("%d are shared out after %d", len(shared), i)
		}
		w.add(problem{input: fmt.Sprint(i * 7 % problems)})
	}
	var all []string
	for worker := range 3 {
		share := w.take(worker)
		if len(share) < problems/3 {
			t.Errorf("worker %d gets %d of %d", worker, len(share), problems)
		}
		for _, p := range share {
			all = append(all, p.about.Input())
		}
		if again := w.take(worker); len(again) > 0 {
			t.Errorf("worker %d gets its share again", worker)
		}
	}
	if len(all) != problems || !slices.IsSorted(all) {
		t.Errorf("the shares have %v", all)
	}
	w.add(problem{input: "last"})
	if w.share(); len(w.take(2)) != 1 {
		t.Error("the last problem is lost")
	}
}

// However little memory there is, one may wait.
func TestLittleMemoryForWaiting(t *testing.T) {
	for memory, want := range map[int64]int{0: 1, 8 * waitingBytes: 1, 16 * waitingBytes: 2, 1 << 40: 2 * mostWaiting} {
		if w := newWaiting(2, memory); w.most != want {
			t.Errorf("with %d bytes %d may wait, want %d", memory, w.most, want)
		}
	}
}
