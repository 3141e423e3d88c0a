package logic

// maxEffort bounds the work on one puzzle, counted in domains, constraints and
// sets looked at. It takes seconds to spend.
const maxEffort = 500_000_000

// budget is the work that may still be done. Once it is spent, all searches
// stop and their results mean nothing.
type budget struct{ left int }

func newBudget() *budget { return &budget{maxEffort} }

// spend takes n off, and reports whether work may go on.
func (b *budget) spend(n int) bool {
	b.left -= n
	return b.left > 0
}

func (b *budget) spent() bool { return b.left <= 0 }
