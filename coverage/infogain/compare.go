package infogain

import (
	"cmp"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/tasks/task"
)

// Response is one response to an instance of the size, its answer and the right
// one in canonical form.
type Response struct {
	Example      string // responses to the same problem share it
	Gold, Answer string // Answer is empty where none could be read
	Correct      bool
}

// Comparison sets wrong answers beside what inputs tell of outputs.
type Comparison struct {
	// Wrong is how many responses are not correct. Of these Unread have no
	// answer, or one without outputs such as 12.5 for a product, and are left
	// out; Realigned have one of another length (see task.AlignEnds).
	Wrong, Unread, Realigned int

	Positions []Position // one for each output, in order

	// Told is the share of outputs that wrong answers have right among those
	// that one or two inputs tell at least half of, Untold among the others.
	// All responses and outputs weigh alike.
	Told, Untold stats.Estimate
}

// Position is one output in wrong answers.
type Position struct {
	Output int // by position in Table.Outputs

	// Right is the share of wrong answers, those that could be read, that have
	// this output right nevertheless. N counts examples.
	Right stats.Estimate

	// Chance is that share for answers to some other problem of the size, drawn
	// at random.
	Chance float64

	Single Gain // of the best single input
	Pair   Gain // of the best two, where the table has pairs and there are two
	Best   Gain // the one to name: Pair, or Single where that tells as much
}

// half of an output must be told by its inputs for it to be one that a shortcut
// could give.
const half = 0.5

// Compare looks at the wrong ones among responses to instances of the size that
// the table is of: which outputs do they have right nevertheless, and are those
// the ones that a few inputs tell?
//
// The intervals are Wilson's where every example has one wrong answer, and else
// from a bootstrap over examples (see [stats.Accuracy]).
//
// It misleads where errors are few and small: a single slip in a long
// computation leaves most outputs right, whatever they depend on. So set Told
// beside Untold. And the outputs that few inputs tell are also the ones that
// take few steps to compute: a difference says where answers break, and that a
// shortcut would do as well as the model there, not that it took one.
func (t *Table) Compare(responses []Response, seed uint64) Comparison {
	c := Comparison{Positions: make([]Position, len(t.Outputs))}
	for o := range c.Positions {
		p := &c.Positions[o]
		p.Output, p.Chance, p.Best = o, t.Chance[o], t.Shortest(o, 2)
		p.Single, _ = t.Best(o, 1)
		p.Pair, _ = t.Best(o, 2)
	}
	var (
		number = make(map[string]int) // of each example
		right  = make([][]stats.Cluster, len(t.Outputs))
		answer = make([]int8, len(t.Outputs))
		gold   = make([]int8, len(t.Outputs))
	)
	for _, r := range responses {
		if r.Correct {
			continue
		}
		c.Wrong++
		alignment := t.space.ReadAnswer(answer, r.Answer, r.Gold)
		if alignment == task.NotRead || t.space.ReadAnswer(gold, r.Gold, r.Gold) != task.InPlace {
			c.Unread++
			continue
		}
		if alignment == task.FromEnds {
			c.Realigned++
		}
		example, known := number[r.Example]
		if !known {
			example = len(number)
			number[r.Example] = example
		}
		for o := range right {
			if !known {
				right[o] = append(right[o], stats.Cluster{})
			}
			right[o][example].N++
			if answer[o] == gold[o] {
				right[o][example].Right++
			}
		}
	}
	told, untold := make([]stats.Cluster, len(number)), make([]stats.Cluster, len(number))
	for o := range right {
		p := &c.Positions[o]
		p.Right = stats.Accuracy(right[o], seed)
		pool := untold
		if p.Best.Relative >= half {
			pool = told
		}
		for example, cluster := range right[o] {
			pool[example].Right += cluster.Right
			pool[example].N += cluster.N
		}
	}
	c.Told = stats.ClusterBootstrap(occupied(told), stats.Resampling{Seed: seed})
	c.Untold = stats.ClusterBootstrap(occupied(untold), stats.Resampling{Seed: seed})
	return c
}

// occupied drops the clusters without anything: all of them, where there is no
// such output.
func occupied(clusters []stats.Cluster) []stats.Cluster {
	return slices.DeleteFunc(clusters, func(c stats.Cluster) bool { return c.N == 0 })
}

// Shortcut reports whether a shortcut could explain the output in wrong answers:
// it is right more often than chance has it, the whole interval, and one or two
// inputs tell at least half of it.
func (p Position) Shortcut() bool {
	return p.Right.OK && p.Right.Low > p.Chance && p.Best.Relative >= half
}

// Shortcuts are the positions with a Shortcut, the most often right first.
func (c Comparison) Shortcuts() []Position {
	var found []Position
	for _, p := range c.Positions {
		if p.Shortcut() {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b Position) int { return cmp.Compare(b.Right.Value, a.Right.Value) })
	return found
}
