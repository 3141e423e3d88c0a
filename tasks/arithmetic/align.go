package arithmetic

import "github.com/graphcov/graphcov/graph"

// aligner finds for every operation of a response the gold node that it
// computes. Both are graphs of equations.
type aligner struct {
	gold, made *graph.Graph
	byValue    map[string][]graph.Node // gold operations, in order
	operations []graph.Node            // of gold, in order
	to         []graph.Node            // for each node made: the gold node, or None
	by         []graph.Node            // for each gold node: the step made that states it, or None
	inside     []bool                  // for each gold node: an inner operation computes it, unstated
}

func newAligner(gold, made *graph.Graph) *aligner {
	a := &aligner{gold: gold, made: made, byValue: make(map[string][]graph.Node),
		to: nones(made.Len()), by: nones(gold.Len()), inside: make([]bool, gold.Len())}
	for v := range graph.Node(gold.Len()) {
		if !gold.IsSource(v) {
			a.byValue[gold.Value(v)] = append(a.byValue[gold.Value(v)], v)
			a.operations = append(a.operations, v)
		}
	}
	return a
}

func nones(n int) []graph.Node {
	list := make([]graph.Node, n)
	for i := range list {
		list[i] = graph.None
	}
	return list
}

// alignStep takes the first gold node that no step has, by the first rule
// that fits (METHOD.md section 3.4): the same term; the same op on the same
// values; the same op on what the response had for gold's arguments; the same value.
func (a *aligner) alignStep(t graph.Node) bool {
	sameValue := a.byValue[a.made.Value(t)]
	return a.take(t, sameValue, a.hasSameArguments) ||
		a.take(t, a.operations, a.hasSameArguments) ||
		a.take(t, a.operations, a.hasCarriedArguments) ||
		a.take(t, sameValue, func(_, _ graph.Node) bool { return true })
}

func (a *aligner) take(t graph.Node, candidates []graph.Node, fits func(t, v graph.Node) bool) bool {
	for _, v := range candidates {
		if a.by[v] == graph.None && fits(t, v) {
			a.to[t], a.by[v] = v, t
			return true
		}
	}
	return false
}

// alignInner marks the gold node that an operation inside an equation
// computes. A step that states the value may still take it.
func (a *aligner) alignInner(t graph.Node) {
	for _, v := range a.operations {
		if a.by[v] == graph.None && !a.inside[v] && (a.made.Value(t) == a.gold.Value(v) && a.hasSameArguments(t, v) || a.hasCarriedArguments(t, v)) {
			a.to[t], a.inside[v] = v, true
			return
		}
	}
}

func (a *aligner) hasSameArguments(t, v graph.Node) bool {
	return a.matches(t, v, func(made, gold graph.Node) bool { return a.made.Value(made) == a.gold.Value(gold) })
}

// hasCarriedArguments: each argument has gold's value, or is what the response
// computed for gold's argument.
func (a *aligner) hasCarriedArguments(t, v graph.Node) bool {
	return a.matches(t, v, a.isCarried)
}

func (a *aligner) isCarried(made, gold graph.Node) bool {
	if a.made.Value(made) == a.gold.Value(gold) || a.to[made] == gold {
		return true
	}
	step := a.by[gold] // said twice, the later step is the one that is linked to
	return step != graph.None && !a.made.IsSource(made) && a.made.Value(made) == a.made.Value(step)
}

// matches reports whether the op is the same and the arguments agree, in
// either order where that has no bearing.
func (a *aligner) matches(t, v graph.Node, agree func(made, gold graph.Node) bool) bool {
	made, gold := a.made.Args(t), a.gold.Args(v)
	if a.made.Op(t) != a.gold.Op(v) || len(made) != len(gold) {
		return false
	}
	return inOrder(made, gold, agree) || a.isSwapped(t, v, agree)
}

func (a *aligner) isSwapped(t, v graph.Node, agree func(made, gold graph.Node) bool) bool {
	made, gold := a.made.Args(t), a.gold.Args(v)
	return len(made) == 2 && a.made.Op(t).Commutative() && agree(made[0], gold[1]) && agree(made[1], gold[0])
}

func inOrder(made, gold []graph.Node, agree func(made, gold graph.Node) bool) bool {
	for k := range made {
		if !agree(made[k], gold[k]) {
			return false
		}
	}
	return true
}

// arguments are the nodes made that stand for the arguments of v in the step
// that states it, in gold's order; none where it was made by another op or
// from other things.
func (a *aligner) arguments(v graph.Node) []graph.Node {
	t := a.by[v]
	if !a.hasCarriedArguments(t, v) {
		return nil
	}
	args := a.made.Args(t)
	if !inOrder(args, a.gold.Args(v), a.isCarried) {
		return []graph.Node{args[1], args[0]}
	}
	return args
}
