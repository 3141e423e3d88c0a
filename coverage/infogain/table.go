package infogain

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/tasks/task"
)

// Table holds what the inputs of one size of a task tell of its outputs.
type Table struct {
	Inputs, Outputs []task.Variable

	// Instances is how many were counted: all there are where Exact is set,
	// else a random sample.
	Instances int
	Exact     bool

	// Entropy of each output, in bits: 0 where it is the same in every instance.
	Entropy []float64
	// Chance, of each output, is the probability that two instances drawn at
	// random agree in it: how often the answer to another problem has it right.
	Chance []float64

	// Gains has those of single inputs first, then pairs, then triples, each in
	// the order of Inputs, and of each set those of all outputs in order.
	Gains []Gain

	// Warnings are what a careful reader should know, in lower case.
	Warnings []string

	space    task.Space
	sets     [][]int // the Inputs of Gains
	together int     // the size of the largest
}

// Gain is what some inputs tell of one output.
type Gain struct {
	Inputs []int // by position in Table.Inputs, in order
	Output int   // by position in Table.Outputs

	// Relative is RelativeIG, in [0, 1]: 0 where the inputs tell nothing of the
	// output (or it is always the same, so that there is nothing to tell), 1
	// where it is a function of them.
	Relative float64
	// Remaining is H(Y|X), in bits: how open the output is to one who knows the
	// inputs.
	Remaining float64
	// Error is the standard error of Relative; 0 where the table is exact.
	Error float64
}

// Interval is the 95 % interval of Relative. Where the table is exact both ends
// are Relative itself.
func (g Gain) Interval() (low, high float64) {
	half := g.Error * distuv.UnitNormal.Quantile((1+stats.Confidence)/2)
	return max(g.Relative-half, 0), min(g.Relative+half, 1)
}

// Find returns the gain of these inputs, in any order, for that output, by name:
// t.Find("z8", "x4", "y4"). It reports false where the table does not have it.
func (t *Table) Find(output string, inputs ...string) (Gain, bool) {
	var set []int
	for _, name := range inputs {
		set = append(set, slices.IndexFunc(t.Inputs, func(v task.Variable) bool { return v.Name == name }))
	}
	slices.Sort(set)
	for _, g := range t.Gains {
		if t.Outputs[g.Output].Name == output && slices.Equal(g.Inputs, set) {
			return g, true
		}
	}
	return Gain{}, false
}

// Best returns the largest gain of any set of just that many inputs for an
// output, given by its position; of several, the first. It reports false where
// the table has no such sets.
func (t *Table) Best(output, inputs int) (best Gain, ok bool) {
	const tie = 1e-9 // rounding may put either of two equal gains first
	for i := output; i < len(t.Gains); i += len(t.Outputs) {
		g := t.Gains[i]
		if len(g.Inputs) == inputs && (!ok || g.Relative > best.Relative+tie) {
			best, ok = g, true
		}
	}
	return best, ok
}

// Shortest returns the gain by which to name what an output follows from: the
// best of the smallest sets of inputs, up to most together, that tell within
// 0.01 of what any such set does.
func (t *Table) Shortest(output, most int) Gain {
	const close = 0.01
	shortest, _ := t.Best(output, 1)
	for size := 2; size <= most; size++ {
		if g, ok := t.Best(output, size); ok && g.Relative > shortest.Relative+close {
			shortest = g
		}
	}
	return shortest
}

// Names are the names of the inputs of a gain: "x4, y4".
func (t *Table) Names(g Gain) string {
	names := make([]string, len(g.Inputs))
	for k, i := range g.Inputs {
		names[k] = t.Inputs[i].Name
	}
	return strings.Join(names, ", ")
}

// largest are the sets of the largest size.
func (t *Table) largest() [][]int {
	first := slices.IndexFunc(t.sets, func(set []int) bool { return len(set) == t.together })
	return t.sets[first:]
}

// begin fills in what depends on the outputs alone, of which none has the
// counts, and makes room for the gains.
func (t *Table) begin(l *layout, none []uint32) {
	t.Gains = make([]Gain, len(t.sets)*len(t.Outputs))
	n := float64(t.Instances)
	for o := range t.Outputs {
		bits, agree, seen := 0.0, 0.0, 0
		for _, count := range l.row(none, 0, o) {
			if c := float64(count); c > 0 {
				seen++
				bits += c / n * math.Log2(n/c)
				if t.Exact {
					agree += c / n * (c / n)
				} else {
					agree += c / n * ((c - 1) / (n - 1)) // of two different draws: without bias
				}
			}
		}
		if !t.Exact {
			bits += bias(seen-1, n)
		}
		t.Entropy = append(t.Entropy, bits)
		t.Chance = append(t.Chance, agree)
	}
	if rows := l.mostRows(t.together); !t.Exact && t.Instances < wantedPerRow*rows {
		t.Warnings = append(t.Warnings, fmt.Sprintf(
			"%d samples for %d combinations of %d inputs: with fewer than %d for each, gains of %d together are doubtful",
			t.Instances, rows, t.together, wantedPerRow, t.together))
	}
}

// wantedPerRow is how many samples for each combination of inputs the
// correction of the bias needs.
const wantedPerRow = 100
