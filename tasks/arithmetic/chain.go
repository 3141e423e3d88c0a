package arithmetic

// step is an equation with an operation on its left.
type step struct {
	first, root int32  // the nodes of the left side; root is the outermost operation
	stated      string // the value on the right, canonical
	sound       bool   // whether the left side has that value, rounded perhaps
	judged      bool   // false where the left side has a value that is beyond the bounds
}

// work is what a text computes: its steps, in order.
type work struct {
	nodes []node
	steps []step

	linesParsed, linesRejected int
	annotations                int // <<..>> in all
	unreadable                 int // of these
}

// found is what was found in a line.
type found struct {
	steps int
	read  int // equations without an operation or with a variable
	bad   int // equations that could not be read
}

// side is one side of a chain of equations.
type side struct {
	kind        sideKind
	first, last int32 // nodes
	ops         int
	percent     bool
	stated      int // the side whose value is this one's stated result, -1 where there is none
}

type sideKind uint8

const (
	wordsOnly  sideKind = iota // a name, or nothing
	variable                   // with a variable in it
	plainValue                 // a number
	expression                 // with an operation
	faulty                     // not to be read
)

// splitBrackets turns every bracket without a partner in its side into a gap:
// what stands before it and behind it are different expressions.
func splitBrackets(toks []token, opened []int) []int {
	for i := range toks {
		switch toks[i].kind {
		case open:
			opened = append(opened, i)
		case closing:
			if len(opened) == 0 {
				toks[i].kind = gap
			} else {
				opened = opened[:len(opened)-1]
			}
		case gap, equals:
			for _, at := range opened {
				toks[at].kind = gap
			}
			opened = opened[:0]
		}
	}
	for _, at := range opened {
		toks[at].kind = gap
	}
	return opened[:0]
}

// chains reads all chains A = B = C of the tokens.
func (s *scanner) chains() found {
	s.opened = splitBrackets(s.lexer.toks, s.opened)
	var all found
	s.sides = s.sides[:0]
	toks, start := s.lexer.toks, 0
	for i := 0; i <= len(toks); i++ {
		end := i == len(toks) || toks[i].kind == gap
		if !end && toks[i].kind != equals {
			continue
		}
		if !end || len(s.sides) > 0 {
			s.sides = append(s.sides, s.side(toks[start:i]))
		}
		if end && len(s.sides) > 0 {
			s.chain(&all)
			s.sides = s.sides[:0]
		}
		start = i + 1
	}
	return all
}

func (s *scanner) side(toks []token) side {
	if len(toks) == 0 {
		return side{kind: wordsOnly}
	}
	for i := range toks {
		if toks[i].kind == unknown {
			return side{kind: variable}
		}
	}
	first := len(s.work.nodes)
	nodes, ops, ok := parseSide(toks, s.work.nodes)
	if !ok {
		return side{kind: faulty}
	}
	s.work.nodes = nodes
	out := side{kind: expression, first: int32(first), last: int32(len(nodes) - 1), ops: ops}
	switch last := &nodes[out.last]; {
	case ops == 0:
		out.kind = plainValue
	case ops == 1 && last.op == opPercent && toks[len(toks)-1].kind == percent:
		out.percent = true
	}
	return out
}

// chain makes steps of the sides that have an operation.
func (s *scanner) chain(all *found) {
	s.findStated()
	for i := range s.sides {
		left := &s.sides[i]
		switch {
		case left.kind == faulty:
			all.bad++
		case left.kind == variable, left.kind == plainValue:
			all.read++
		case left.kind == wordsOnly:
		case s.step(left):
			all.steps++
		case left.percent, i == len(s.sides)-1: // 5 = 50%, total = 2 * 3
			all.read++
		default:
			all.bad++
		}
	}
}

// step makes a step of a side and the value that the later sides give.
func (s *scanner) step(left *side) bool {
	if left.stated < 0 {
		return false
	}
	result := &s.sides[left.stated]
	nodes := s.work.nodes[:left.last+1]
	var exact rational
	var inner, ok bool
	s.rationals, exact, inner, ok = evaluate(nodes, int(left.first), s.rationals)
	if !inner {
		return false
	}
	st := step{first: left.first, root: left.last, judged: ok || hasZeroDivisor(nodes, s.rationals, left)}
	var isStated bool
	if st.stated, isStated = s.statedValue(result, exact, ok); !isStated {
		return false
	}
	if ok {
		nodes[left.last].value = exact.String()
		st.sound = means(st.stated, nodes[left.last].value)
	}
	s.work.steps = append(s.work.steps, st)
	return true
}

// hasZeroDivisor reports whether the outermost operation divides by zero,
// which is wrong whatever it gives.
func hasZeroDivisor(nodes []node, values []rational, left *side) bool {
	root := &nodes[left.last]
	return (root.op == opDivide || root.op == opFloorDivide) && values[root.right-left.first].isZero()
}

// findStated finds for each side the first one behind it that is a plain
// number, else the first that is a fraction of two numbers.
func (s *scanner) findStated() {
	value, fraction := -1, -1
	for i := len(s.sides) - 1; i >= 0; i-- {
		here := &s.sides[i]
		if here.stated = value; value < 0 {
			here.stated = fraction
		}
		switch {
		case here.kind == plainValue || here.percent:
			value = i
		case here.kind == expression && here.ops == 1 && s.work.nodes[here.last].op == opDivide:
			fraction = i
		}
	}
}

// statedValue is the value of that side. p% is p/100, unless the exact value
// is nearer to p itself, the sign being no more than a unit: 0.6 * 100 = 60%.
func (s *scanner) statedValue(result *side, exact rational, hasExact bool) (value string, ok bool) {
	nodes := s.work.nodes[:result.last+1]
	if result.kind == plainValue {
		return nodes[result.last].value, true
	}
	var r rational
	s.rationals, r, _, ok = evaluate(nodes, int(result.first), s.rationals)
	if !ok { // 5/0
		return "", false
	}
	if p, ok := parseRational(nodes[result.first].value); result.percent && hasExact && ok && isNearer(exact, p, r) {
		return nodes[result.first].value, true
	}
	return r.String(), true
}
