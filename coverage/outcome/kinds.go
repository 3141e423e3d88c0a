package outcome

import "slices"

// Kinds are all outcomes in the order in which tables have them.
func Kinds() []Outcome {
	return []Outcome{Correct, Local, Propagation, RestorationMasked, RestorationUnexplained, Missing, Unaligned}
}

// OfNodes are those that a node of the graph can have: a surplus step is none.
func OfNodes() []Outcome {
	return slices.DeleteFunc(Kinds(), func(o Outcome) bool { return o == Unaligned })
}

// Words are what an outcome is called in a sentence.
func (o Outcome) Words() string {
	switch o {
	case Correct:
		return "right"
	case Local:
		return "miscalculated here"
	case Propagation:
		return "right step on wrong values"
	case RestorationMasked:
		return "restored: the error cancels"
	case RestorationUnexplained:
		return "restored: unexplained"
	case Unaligned:
		return "surplus"
	}
	return string(o)
}
