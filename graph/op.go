package graph

// Op names the primitive that made a node, with the constants that the
// algorithm itself supplies: shift_2 multiplies by 10^2.
type Op string

// Commutative reports whether the order of the op's arguments has no bearing
// on its value (METHOD.md section 2): they are then compared in sorted order,
// unless an index was asked to keep them as written.
func (op Op) Commutative() bool {
	switch op {
	case "add", "multiply", "max0", "and", "or", "equal", "deduce":
		return true
	}
	return false
}
