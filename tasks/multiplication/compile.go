package multiplication

import (
	"iter"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// Ops of the task. A shift's op carries its distance: shift_1, shift_2, ..
const (
	opMultiply graph.Op = "multiply"
	opAdd      graph.Op = "add"
	opMod10    graph.Op = "mod10"
	opDiv10    graph.Op = "div10"
	opConcat   graph.Op = "concat"
	shiftName           = "shift_"
)

func opShift(j int) graph.Op {
	if j < len(shifts) {
		return shifts[j]
	}
	return graph.Op(shiftName + strconv.Itoa(j))
}

// shifts spares the hot path from building the names that nearly all graphs use.
var shifts = [...]graph.Op{"shift_0", "shift_1", "shift_2", "shift_3", "shift_4", "shift_5", "shift_6", "shift_7", "shift_8", "shift_9"}

// Labels of the task's nodes.
func labelX(i int) graph.Label        { return graph.Indexed("x", i) }
func labelY(j int) graph.Label        { return graph.Indexed("y", j) }
func labelProd(j, i int) graph.Label  { return graph.Indexed2("prod", j, i) }
func labelSum(j, i int) graph.Label   { return graph.Indexed2("sum", j, i) }
func labelDigit(j, i int) graph.Label { return graph.Indexed2("digit", j, i) }
func labelCarry(j, i int) graph.Label { return graph.Indexed2("carry", j, i) }
func labelPartial(j int) graph.Label  { return graph.Indexed("partial", j) }
func labelShifted(j int) graph.Label  { return graph.Indexed("shifted", j) }
func labelProduct() graph.Label       { return graph.Name("product") }

// digitAt is the digit of number at the place 10^i.
func digitAt(number string, i int) int { return int(digitText(number, i) - '0') }

// addDigits adds the digits of a factor as sources, ones first; node i of the
// factor is the returned node plus i.
func addDigits(g *graph.Graph, number string, label func(int) graph.Label) graph.Node {
	first := graph.Node(g.Len())
	for i := range len(number) {
		at := len(number) - 1 - i
		g.Source(label(i), number[at:at+1])
	}
	return first
}

// column is one step of long multiplication: a digit of x times a digit of y.
type column struct {
	carryIn  int // from the column before; 0 is no carry
	t        int // the product plus carryIn
	written  int // what is written down: t, or its last digit where there is a carry
	carryOut int // 0 is no carry
}

// columns runs the algorithm over row j, from the ones of x up.
func (p Instance) columns(j int) iter.Seq2[int, column] {
	return func(yield func(int, column) bool) {
		carry := 0
		for i := range len(p.x) {
			c := column{carryIn: carry, t: digitAt(p.x, i)*digitAt(p.y, j) + carry}
			c.written = c.t
			if i < len(p.x)-1 && c.t >= 10 {
				c.written, c.carryOut = c.t%10, c.t/10
			}
			carry = c.carryOut
			if !yield(i, c) {
				return
			}
		}
	}
}

// Compile implements task.Instance.
func (p Instance) Compile(g *graph.Graph) (sink graph.Node) {
	n, m := len(p.x), len(p.y)
	x0 := addDigits(g, p.x, labelX)
	y0 := addDigits(g, p.y, labelY)
	written := make([]graph.Node, n) // the digit nodes of a row, left to right
	spelled := make([]byte, 0, n+1)
	rows := make([]graph.Node, m)
	for j := range m {
		var carry graph.Node // of the column before
		first := graph.Node(g.Len())
		for i, c := range p.columns(j) {
			v := g.Add(opMultiply, labelProd(j, i), strconv.Itoa(c.t-c.carryIn), x0+graph.Node(i), y0+graph.Node(j))
			if c.carryIn != 0 {
				v = g.Add(opAdd, labelSum(j, i), strconv.Itoa(c.t), v, carry)
			}
			if c.carryOut != 0 {
				t := v
				v = g.Add(opMod10, labelDigit(j, i), strconv.Itoa(c.written), t)
				carry = g.Add(opDiv10, labelCarry(j, i), strconv.Itoa(c.carryOut), t)
			}
			written[n-1-i] = v
		}
		row := written[0]
		value := g.Value(row)
		if n >= 2 {
			spelled = spelled[:0]
			for _, v := range written {
				spelled = append(spelled, g.Value(v)...)
			}
			value = trimZeros(string(spelled))
			row = g.Add(opConcat, labelPartial(j), value, written...)
			g.MarkPart(first, p.rowKey(j))
		}
		if j >= 1 {
			row = g.Add(opShift(j), labelShifted(j), shift(value, j), row)
		}
		rows[j] = row
	}
	if m >= 2 {
		return g.Add(opAdd, labelProduct(), p.Answer(), rows...)
	}
	return rows[0]
}

// rowKey is the same for rows that multiply the same number by the same digit,
// whichever place that has.
func (p Instance) rowKey(j int) graph.Fingerprint {
	var short [32]byte
	return graph.FingerprintBytes(append(append(short[:0], p.x...), digitText(p.y, j)))
}

// trimZeros makes a string of digits canonical.
func trimZeros(digits string) string {
	if digits == "" || digits[0] != '0' {
		return digits
	}
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return "0"
	}
	return digits
}

// shift is value x 10^j.
func shift(value string, j int) string { return value + shiftZeros(value, j) }

// shiftZeros are the zeros that make value x 10^j of value.
func shiftZeros(value string, j int) string {
	if value == "0" {
		return ""
	}
	return zeros(j)
}

// zeros is so many zeros.
func zeros(n int) string {
	const some = "0000000000000000000000000000000000000000"
	if n <= len(some) {
		return some[:n]
	}
	return strings.Repeat("0", n)
}
