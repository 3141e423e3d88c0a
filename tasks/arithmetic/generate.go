package arithmetic

import (
	"math/rand/v2"
	"strconv"

	"github.com/graphcov/graphcov/graph"
)

// maxLiteral bounds the numbers of a generated expression.
const maxLiteral = 99

// drawer draws an expression.
type drawer struct {
	rng   *rand.Rand
	nodes []node
}

// draw appends an expression of n operations, all shapes possible.
func (d *drawer) draw(n int) {
	if n == 0 {
		value := 1 + d.rng.IntN(maxLiteral)
		if d.rng.IntN(4) == 0 {
			value = -value
		}
		d.nodes = append(d.nodes, node{value: strconv.Itoa(value), left: -1, right: -1})
		return
	}
	if n > 1 && d.rng.IntN(8) == 0 {
		d.draw(n - 1)
		d.nodes = append(d.nodes, node{op: opNegate, left: int32(len(d.nodes) - 1), right: -1})
		return
	}
	op := []graph.Op{opAdd, opSubtract, opMultiply}[d.rng.IntN(3)]
	inLeft := d.rng.IntN(n)
	d.draw(inLeft)
	left := int32(len(d.nodes) - 1)
	d.draw(n - 1 - inLeft)
	d.nodes = append(d.nodes, node{op: op, left: left, right: int32(len(d.nodes) - 1)})
}

// isClear gives the operations their values and reports whether these are
// moderate and tell all operands apart.
func (d *drawer) isClear() bool {
	_, root, _, ok := evaluate(d.nodes, 0, nil)
	if !ok {
		return false
	}
	d.nodes[len(d.nodes)-1].value = root.String()
	seen := make(map[string]bool, len(d.nodes))
	places := stepOf(d.nodes)
	results := make([]string, 0, len(d.nodes))
	for i := range d.nodes {
		if n := &d.nodes[i]; !n.isLiteral() {
			if seen[n.value] || len(n.value) > len("-1000000") {
				return false
			}
			seen[n.value] = true
			results = append(results, n.value)
		}
	}
	for i := range d.nodes {
		if !d.nodes[i].isLiteral() {
			continue
		}
		for _, earlier := range results[:places[i].step] {
			if earlier == d.nodes[i].value {
				return false
			}
		}
	}
	return true
}
