package sampling

import "fmt"

// Thought is a node of a tree of thoughts: one more step of a partial solution,
// which is the thought with all those above it.
type Thought struct {
	// ID names the thought; unique in its tree and not empty.
	ID string
	// Parent is the ID of the thought that this one goes on from; empty for a
	// first thought. The problem itself is no thought.
	Parent string
	// Text is what was thought; it is not read.
	Text string
	// Score is the search's own judgement of the partial solution; larger is
	// better.
	Score Score
	// Kept says that the search kept the partial solution, to go on from it or
	// to answer with it; else it was pruned.
	Kept bool
	// Truth is whether the partial solution is in truth right.
	Truth Truth
}

// Truth is a judgement that may not have been made.
type Truth int8

// The judgements. Whatever follows a wrong partial solution counts as wrong.
const (
	NotJudged Truth = iota
	Right
	Wrong
)

// Tree is one search for one problem (Tree of Thoughts). A thought may stand
// before its parent.
type Tree struct {
	Thoughts []Thought
	// Cluster as in Example: searches for the same problem share it.
	Cluster string
}

// TreeMeasures are the measures of one tree.
type TreeMeasures struct {
	// Thoughts is how many were made, Expanded how many of them the search went
	// on from.
	Thoughts, Expanded int
	// Depth is the number of thoughts on the longest path.
	Depth int
	// KeptRight of KeptJudged kept thoughts are in truth right: the evaluator's
	// precision. PrunedRight of PrunedJudged pruned ones are: what it threw
	// away. Thoughts that nobody judged are in neither.
	KeptRight, KeptJudged     int
	PrunedRight, PrunedJudged int
	// Unjudged counts thoughts whose truth is not known.
	Unjudged int
	// Success is the share of right ones among the kept leaves with the highest
	// score (one of them is the answer; without scores, any kept leaf). 0 where
	// nothing was kept.
	Success float64
	// Perfect says that a perfect evaluator would have answered right with the
	// thoughts that were made: a right partial solution is complete, being a
	// kept leaf or a leaf at the tree's full depth. PerfectPossible says
	// besides that a right one was pruned before it was complete: a perfect
	// evaluator would have gone on from there, nobody knows where to.
	Perfect, PerfectPossible bool
}

// Measure reads a tree, in time linear in its size. It fails where the thoughts
// make no tree: an ID twice, an unknown parent, a circle. See [TreeSearch].
func (t Tree) Measure() (TreeMeasures, error) {
	shape, err := t.shape()
	if err != nil {
		return TreeMeasures{}, err
	}
	m := TreeMeasures{Thoughts: len(t.Thoughts)}
	for i := range t.Thoughts {
		m.Depth = max(m.Depth, shape.depth[i])
		if !shape.leaf[i] {
			m.Expanded++
		}
	}
	var best Score
	won, tied := 0, 0
	for i, thought := range t.Thoughts {
		right := shape.truth[i] == Right
		m.judge(thought.Kept, shape.truth[i])
		if !shape.leaf[i] {
			continue
		}
		if right {
			m.PerfectPossible = true
			m.Perfect = m.Perfect || thought.Kept || shape.depth[i] == m.Depth
		}
		if !thought.Kept || thought.Score.below(best) {
			continue
		}
		if best.below(thought.Score) {
			best, won, tied = thought.Score, 0, 0
		}
		tied++
		if right {
			won++
		}
	}
	if tied > 0 {
		m.Success = float64(won) / float64(tied)
	}
	return m, nil
}

// below orders scores; a lacking one is below all others.
func (s Score) below(other Score) bool {
	return other.usable() && (!s.usable() || s.Value < other.Value)
}

func (m *TreeMeasures) judge(kept bool, truth Truth) {
	right := 0
	switch truth {
	case Right:
		right = 1
	case NotJudged:
		m.Unjudged++
		return
	}
	if kept {
		m.KeptRight += right
		m.KeptJudged++
	} else {
		m.PrunedRight += right
		m.PrunedJudged++
	}
}

// treeShape has what follows from the parents, for each thought.
type treeShape struct {
	depth []int
	leaf  []bool
	truth []Truth // Wrong below a wrong thought
}

func (t Tree) shape() (treeShape, error) {
	n := len(t.Thoughts)
	position := make(map[string]int, n)
	for i, thought := range t.Thoughts {
		if thought.ID == "" {
			return treeShape{}, fmt.Errorf("thought %d has no id", i)
		}
		if _, ok := position[thought.ID]; ok {
			return treeShape{}, fmt.Errorf("two thoughts have the id %q", thought.ID)
		}
		position[thought.ID] = i
	}
	s := treeShape{make([]int, n), make([]bool, n), make([]Truth, n)}
	children := make([][]int, n)
	var ready []int
	for i, thought := range t.Thoughts {
		if thought.Parent == "" {
			ready = append(ready, i)
			s.depth[i], s.truth[i] = 1, thought.Truth
			continue
		}
		parent, ok := position[thought.Parent]
		if !ok {
			return treeShape{}, fmt.Errorf("thought %q: there is no parent %q", thought.ID, thought.Parent)
		}
		children[parent] = append(children[parent], i)
	}
	for next := 0; next < len(ready); next++ { // top down, ready grows
		i := ready[next]
		s.leaf[i] = len(children[i]) == 0
		for _, child := range children[i] {
			s.depth[child], s.truth[child] = s.depth[i]+1, t.Thoughts[child].Truth
			if s.truth[i] == Wrong {
				s.truth[child] = Wrong
			}
		}
		ready = append(ready, children[i]...)
	}
	if len(ready) < n {
		return treeShape{}, fmt.Errorf("%d thoughts are their own ancestors or below such", n-len(ready))
	}
	return s, nil
}
