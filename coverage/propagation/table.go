package propagation

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// table holds the examples in the form in which a bootstrap goes over them
// thousands of times. Examples that are predicted alike, of one shape, stand
// together.
type table struct {
	cells []cell
	ops   int // number of different ops
	folds int

	examples []exampleRow
	start    []int32 // example i has entries[start[i]:start[i+1]]
	entries  []entry

	shapes []shape
}

// exampleRow is an example without its steps. The counts are floats because
// they are multiplied by how often an example was drawn.
type exampleRow struct {
	shape                              int32
	responses, right, flawed, restored float64
	wrongArguments, undone             float64
	judgedSteps, wrongSteps            float64
}

// entry is what the steps of one example in one cell came to. It is kept small:
// there are millions, and a bootstrap takes as long as reading them does.
type entry struct {
	cell          int32
	judged, wrong float32 // whole numbers
}

// shape is what examples that are predicted alike have in common.
type shape struct {
	fold, depth, width, operations int
	nodes                          []cellNodes
	examples                       int
}

type cellNodes struct {
	cell  int32
	nodes float64
}

// newTable arranges examples, all of which have a response. folds is at most the
// number of examples.
func newTable(examples []Example, byLayer bool, folds int, seed uint64) *table {
	t := &table{folds: folds}
	cells, index := listCells(examples, byLayer)
	t.cells = cells
	if len(cells) > 0 {
		t.ops = cells[len(cells)-1].number + 1
	}
	fold := foldsOf(len(examples), folds, seed)

	shapeOf, shapeIndex := make([]int32, len(examples)), make(map[string]int32)
	order := make([]int, len(examples))
	var steps []Steps
	var key []byte
	for i := range examples {
		e := &examples[i]
		order[i] = i
		s := shape{fold: fold[i], depth: e.Depth, width: e.Width}
		steps = merged(steps[:0], e.Steps, byLayer)
		key = appendInts(key[:0], s.fold, s.depth, s.width)
		for k := range steps {
			if nodes := steps[k].Nodes; nodes > 0 {
				key = appendInts(key, int(index[nameOf(&steps[k], byLayer)]), nodes)
			}
		}
		number, known := shapeIndex[string(key)]
		if !known {
			number = int32(len(t.shapes))
			shapeIndex[string(key)] = number
			for k := range steps {
				if nodes := steps[k].Nodes; nodes > 0 {
					s.operations += nodes
					s.nodes = append(s.nodes, cellNodes{index[nameOf(&steps[k], byLayer)], float64(nodes)})
				}
			}
			t.shapes = append(t.shapes, s)
		}
		t.shapes[number].examples++
		shapeOf[i] = number
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(shapeOf[a], shapeOf[b]) })

	t.start = make([]int32, 1, len(examples)+1)
	t.examples = make([]exampleRow, len(examples))
	for row, i := range order {
		e := &examples[i]
		r := &t.examples[row]
		*r = exampleRow{shape: shapeOf[i], responses: float64(e.Responses), right: float64(e.Right),
			flawed: float64(e.Flawed), restored: float64(e.FlawedRight)}
		steps = merged(steps[:0], e.Steps, byLayer)
		for k := range steps {
			s := &steps[k]
			r.wrongArguments += float64(s.WrongArguments)
			r.undone += float64(s.restored())
			if s.judged() > 0 {
				r.judgedSteps += float64(s.judged())
				r.wrongSteps += float64(s.Local)
				t.entries = append(t.entries, entry{index[nameOf(s, byLayer)], float32(s.judged()), float32(s.Local)})
			}
		}
		t.start = append(t.start, int32(len(t.entries)))
	}
	return t
}

// merged appends to dst the steps of one example, those of the same cell added
// up, in the order of the cells.
func merged(dst, steps []Steps, byLayer bool) []Steps {
	dst = append(dst, steps...)
	slices.SortFunc(dst, func(a, b Steps) int { return nameOf(&a, byLayer).compare(nameOf(&b, byLayer)) })
	kept := dst[:0]
	for _, s := range dst {
		if last := len(kept) - 1; last >= 0 && nameOf(&kept[last], byLayer) == nameOf(&s, byLayer) {
			k := &kept[last]
			k.Nodes += s.Nodes
			k.Correct += s.Correct
			k.Local += s.Local
			k.WrongArguments += s.WrongArguments
			k.Masked += s.Masked
			k.Unexplained += s.Unexplained
			k.Missing += s.Missing
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

func appendInts(key []byte, values ...int) []byte {
	for _, v := range values {
		key = binary.AppendVarint(key, int64(v))
	}
	return key
}

// foldsOf deals n examples out to folds of nearly equal size.
func foldsOf(n, folds int, seed uint64) []int {
	fold := make([]int, n)
	// No draw has this number.
	for position, i := range rand.New(rand.NewPCG(seed, 1<<63)).Perm(n) {
		fold[i] = position % folds
	}
	return fold
}
