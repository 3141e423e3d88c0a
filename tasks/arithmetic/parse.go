package arithmetic

import "github.com/graphcov/graphcov/graph"

// node is a part of an expression: a literal, or an operation on one or two
// parts that stand before it in their list.
type node struct {
	op          graph.Op // empty for a literal
	value       string   // canonical: of a literal, or of an operation that has a value
	left, right int32    // right is -1 for an op of one argument
}

func (n *node) isLiteral() bool { return n.op == "" }

// parser reads one side of an equation, whose brackets match, by precedence:
// + and -, then * and /, then signs, then powers.
type parser struct {
	toks  []token
	at    int
	nodes []node
	depth int
	ops   int
}

// parseSide appends the nodes of an expression, its outermost as the last.
// It reports false, and appends nothing, where the tokens are none.
func parseSide(toks []token, nodes []node) (_ []node, ops int, ok bool) {
	p := parser{toks: toks, nodes: nodes}
	if !p.sum() || p.at != len(p.toks) || p.ops > maxOperations {
		return nodes, 0, false
	}
	return p.nodes, p.ops, true
}

func (p *parser) peek() kind {
	if p.at < len(p.toks) {
		return p.toks[p.at].kind
	}
	return gap
}

func (p *parser) last() int32 { return int32(len(p.nodes) - 1) }

func (p *parser) apply(op graph.Op, left, right int32) {
	p.nodes = append(p.nodes, node{op: op, left: left, right: right})
	p.ops++
}

func (p *parser) sum() bool {
	if !p.product() {
		return false
	}
	for {
		op := opAdd
		switch p.peek() {
		case plus:
		case minus:
			op = opSubtract
		default:
			return true
		}
		p.at++
		left := p.last()
		if !p.product() {
			return false
		}
		p.apply(op, left, p.last())
	}
}

func (p *parser) product() bool {
	if !p.signed() {
		return false
	}
	for {
		var op graph.Op
		switch p.peek() {
		case star:
			op = opMultiply
		case over:
			op = opDivide
		case floor:
			op = opFloorDivide
		default:
			return true
		}
		p.at++
		left := p.last()
		if !p.signed() {
			return false
		}
		p.apply(op, left, p.last())
	}
}

// signed reads signs before a power. The sign of a number is part of the
// literal, unless a power binds the number first.
func (p *parser) signed() bool {
	if p.peek() != plus && p.peek() != minus {
		return p.power()
	}
	negative := p.peek() == minus
	p.at++
	if p.peek() == number && (p.at+1 == len(p.toks) || p.toks[p.at+1].kind != raised) {
		if negative {
			return p.literal("-")
		}
		return p.literal("")
	}
	if p.depth++; p.depth > maxNesting || !p.signed() {
		return false
	}
	p.depth--
	if negative {
		p.apply(opNegate, p.last(), -1)
	}
	return true
}

func (p *parser) literal(sign string) bool {
	value := p.toks[p.at].text
	if value != "0" {
		value = sign + value
	}
	p.at++
	p.nodes = append(p.nodes, node{value: value, left: -1, right: -1})
	p.percents()
	return true
}

func (p *parser) percents() {
	for p.peek() == percent {
		p.at++
		p.apply(opPercent, p.last(), -1)
	}
}

// power is right-associative: 2^3^2 is 2^(3^2).
func (p *parser) power() bool {
	switch p.peek() {
	case number:
		p.literal("")
	case open:
		p.at++
		if p.depth++; p.depth > maxNesting || !p.sum() || p.peek() != closing {
			return false
		}
		p.depth--
		p.at++
		p.percents()
	default:
		return false
	}
	if p.peek() != raised {
		return true
	}
	p.at++
	left := p.last()
	if p.depth++; p.depth > maxNesting || !p.signed() {
		return false
	}
	p.depth--
	p.apply(opPower, left, p.last())
	return true
}

// evaluate gives every operation from position first on its exact value, in
// passing, and returns that of the last one. inner reports whether all but the
// last have one.
func evaluate(nodes []node, first int, scratch []rational) (_ []rational, root rational, inner, ok bool) {
	scratch = scratch[:0]
	for i := first; i < len(nodes); i++ {
		n := &nodes[i]
		var r rational
		if n.isLiteral() {
			r, ok = parseRational(n.value)
		} else {
			var right rational
			if n.right >= 0 {
				right = scratch[int(n.right)-first]
			}
			r, ok = calculate(n.op, scratch[int(n.left)-first], right)
		}
		if !ok {
			return scratch, rational{}, i == len(nodes)-1, false
		}
		if !n.isLiteral() && i < len(nodes)-1 {
			n.value = r.String()
		}
		scratch = append(scratch, r)
	}
	return scratch, scratch[len(scratch)-1], true, true
}
