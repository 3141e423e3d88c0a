package propagation

import (
	"cmp"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Bins is into how many groups of nearly equal size the calibration table sorts
// the examples.
const Bins = 10

// Group sets observed accuracy beside predicted over some examples. All numbers
// are shares of responses, so that an example weighs as many as it has; N of an
// estimate counts examples. All intervals come from one bootstrap over examples
// that estimates the rates of steps anew in each draw; under about 20 examples
// they are too narrow.
type Group struct {
	// Key is what the examples have in common: their depth, width or number of
	// operations, or the bin of a calibration table, 1 for the lowest predicted.
	Key                 int
	Examples, Responses int
	// Observed is the accuracy.
	Observed stats.Estimate
	// Predicted is the mean over examples of the chance that all steps are right,
	// Π (1 - rate) over the nodes, errors being independent.
	Predicted stats.Estimate
	// Excess is Observed less Predicted, in [-1, 1]. Above 0 the model does better
	// than independent step errors allow, which is consistent with recall, with
	// errors that cluster in some examples, and with ops that forgive.
	Excess stats.Estimate
	// Clustered is the prediction with errors clustered by example, see
	// [ClusteredAccuracy], correlated as Report.BetaCorrelation says. The rates are
	// corrected for what clustering does to them: a judged step weighs as much as
	// the rate to be expected of its example, relative to the mean, so that hard
	// examples, of which little is judged, count in full. It is Predicted where the
	// correlation is 0.
	Clustered stats.Estimate
	// Remaining is Observed less Clustered: what clustering by example leaves
	// to be explained. Where the correlation is near 0, its interval is about that of
	// Excess, but lower.
	Remaining stats.Estimate
	// Flawless is the share of responses in which no step is wrong. The theory's
	// direct counterpart: it exceeds Predicted only where errors cluster, by
	// example or by response, or steps are missing.
	Flawless stats.Estimate
	// Restored is the share of responses with a wrong step and the right answer.
	Restored stats.Estimate
}

// groups says to which groups each shape belongs. Groups are numbered through,
// one kind of group after the other.
type groups struct {
	of    [][]int32 // by shape
	kinds [][]Group // keys and sizes only
	count int
}

// add groups the shapes by key.
func (g *groups) add(t *table, key func(shape int) int) {
	position := make(map[int]int32)
	var kind []Group
	for i := range t.shapes {
		k := key(i)
		if _, known := position[k]; !known {
			position[k] = 0
			kind = append(kind, Group{Key: k})
		}
	}
	slices.SortFunc(kind, func(a, b Group) int { return cmp.Compare(a.Key, b.Key) })
	for p := range kind {
		position[kind[p].Key] = int32(p)
	}
	for i := range t.shapes {
		p := position[key(i)]
		kind[p].Examples += t.shapes[i].examples
		g.of[i] = append(g.of[i], int32(g.count)+p)
	}
	g.kinds = append(g.kinds, kind)
	g.count += len(kind)
}

// newGroups makes a group of all examples, then those by depth, width, number of
// operations and predicted accuracy. predicted is that of each shape.
func newGroups(t *table, predicted []float64) groups {
	g := groups{of: make([][]int32, len(t.shapes))}
	g.add(t, func(int) int { return 0 })
	g.add(t, func(i int) int { return t.shapes[i].depth })
	g.add(t, func(i int) int { return t.shapes[i].width })
	g.add(t, func(i int) int { return t.shapes[i].operations })
	bins := binsOf(t, predicted)
	g.add(t, func(i int) int { return bins[i] })
	return g
}

// binsOf sorts the shapes by predicted accuracy and cuts them into bins of nearly
// equal numbers of examples. Shapes of equal prediction are not separated, so
// that there may be fewer bins than Bins, and some numbers are left out.
func binsOf(t *table, predicted []float64) []int {
	order := make([]int, len(t.shapes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(predicted[a], predicted[b]) })
	bins := make([]int, len(t.shapes))
	for first, before := 0, 0; first < len(order); {
		end, here := first, 0
		for ; end < len(order) && predicted[order[end]] == predicted[order[first]]; end++ {
			here += t.shapes[order[end]].examples
		}
		// Where the middle of the run falls.
		bin := 1 + Bins*(2*before+here)/(2*len(t.examples))
		for _, i := range order[first:end] {
			bins[i] = bin
		}
		first, before = end, before+here
	}
	return bins
}
