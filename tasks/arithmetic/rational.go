package arithmetic

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// Bounds that keep the work for one number small, whatever a text says. What
// goes beyond them has no value.
const (
	maxDigits   = 1000    // of a number as written
	maxBits     = 1 << 13 // of a numerator or denominator, about 2,500 digits
	maxExponent = 1000

	maxOperations = 1000 // of one expression
)

// rational is an exact rational number: num/den in lowest terms with den > 0,
// or big where that does not fit.
type rational struct {
	num, den int64
	big      *big.Rat
}

// parseRational reads a canonical number.
func parseRational(text string) (rational, bool) {
	if len(text) <= 18 {
		if r, ok := parseSmall(text); ok {
			return r, true
		}
	}
	if len(text) > 2*maxBits || strings.ContainsAny(text, "eEpP_xX") {
		return rational{}, false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return rational{}, false
	}
	return normal(r)
}

// parseSmall reads an integer or decimal of at most 18 bytes.
func parseSmall(text string) (rational, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	num, den, point := int64(0), int64(1), false
	for i := range len(digits) {
		switch c := digits[i]; {
		case '0' <= c && c <= '9':
			num = num*10 + int64(c-'0')
			if point {
				den *= 10
			}
		case c == '.' && !point:
			point = true
		default:
			return rational{}, false
		}
	}
	if negative {
		num = -num
	}
	return lowest(num, den), digits != "" && digits != "."
}

// lowest reduces num/den, den > 0.
func lowest(num, den int64) rational {
	if den == 1 {
		return rational{num: num, den: 1}
	}
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		a = -a
	}
	return rational{num: num / a, den: den / a}
}

// normal is the small form of r where it has one. It reports false beyond the bounds.
func normal(r *big.Rat) (rational, bool) {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return rational{num: r.Num().Int64(), den: r.Denom().Int64()}, true
	}
	if r.Num().BitLen() > maxBits || r.Denom().BitLen() > maxBits {
		return rational{}, false
	}
	return rational{big: r}, true
}

func (r rational) rat() *big.Rat {
	if r.big != nil {
		return r.big
	}
	return big.NewRat(r.num, r.den)
}

// String is the canonical form.
func (r rational) String() string {
	if r.big == nil && r.den == 1 {
		return strconv.FormatInt(r.num, 10)
	}
	return graph.Canonical(graph.FormatRational(r.rat()))
}

func (r rational) isZero() bool { return r.big == nil && r.num == 0 }

// calculate is a op b; an op of one argument leaves b alone. It reports false
// where there is no value: division by zero, a power that is no rational, or
// one beyond the bounds.
func calculate(op graph.Op, a, b rational) (rational, bool) {
	switch op {
	case opPercent:
		return calculate(opDivide, a, rational{num: 100, den: 1})
	case opNegate:
		return calculate(opSubtract, rational{den: 1}, a)
	case opPower:
		return power(a, b)
	case opDivide, opFloorDivide:
		if b.isZero() {
			return rational{}, false
		}
	}
	if a.big == nil && b.big == nil {
		if r, ok := calculateSmall(op, a, b); ok {
			return r, true
		}
	}
	return calculateBig(op, a.rat(), b.rat())
}

// calculateSmall reports false where a product does not fit into 64 bits.
func calculateSmall(op graph.Op, a, b rational) (rational, bool) {
	switch op {
	case opAdd, opSubtract:
		left, ok1 := times(a.num, b.den)
		right, ok2 := times(b.num, a.den)
		den, ok3 := times(a.den, b.den)
		if op == opSubtract {
			right = -right
		}
		sum := left + right
		if !ok1 || !ok2 || !ok3 || sum == math.MinInt64 || (left < 0) == (right < 0) && (sum < 0) != (left < 0) {
			return rational{}, false
		}
		return lowest(sum, den), true
	case opMultiply:
		num, ok1 := times(a.num, b.num)
		den, ok2 := times(a.den, b.den)
		return lowest(num, max(den, 1)), ok1 && ok2
	default: // the divisions
		num, ok1 := times(a.num, b.den)
		den, ok2 := times(a.den, b.num)
		if !ok1 || !ok2 {
			return rational{}, false
		}
		if den < 0 {
			num, den = -num, -den
		}
		if op == opDivide {
			return lowest(num, den), true
		}
		floor := num / den
		if num%den < 0 {
			floor--
		}
		return rational{num: floor, den: 1}, true
	}
}

// times reports false where the product may not fit into 63 bits.
func times(a, b int64) (int64, bool) {
	if a == math.MinInt64 || b == math.MinInt64 {
		return 0, false
	}
	hi, lo := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	return a * b, hi == 0 && lo < 1<<63
}

func calculateBig(op graph.Op, a, b *big.Rat) (rational, bool) {
	r := new(big.Rat)
	switch op {
	case opAdd:
		r.Add(a, b)
	case opSubtract:
		r.Sub(a, b)
	case opMultiply:
		r.Mul(a, b)
	default: // the divisions
		r.Quo(a, b)
		if op == opFloorDivide {
			r.SetInt(new(big.Int).Div(r.Num(), r.Denom())) // Euclidean: the floor, as the denominator is positive
		}
	}
	return normal(r)
}

// power takes integer exponents; other powers are seldom rational.
func power(base, exponent rational) (rational, bool) {
	if exponent.big != nil || exponent.den != 1 || exponent.num < -maxExponent || exponent.num > maxExponent {
		return rational{}, false
	}
	b, n := base.rat(), max(exponent.num, -exponent.num)
	if exponent.num < 0 && base.isZero() || int64(max(b.Num().BitLen(), b.Denom().BitLen()))*n > maxBits {
		return rational{}, false
	}
	e := big.NewInt(n)
	num, den := new(big.Int).Exp(b.Num(), e, nil), new(big.Int).Exp(b.Denom(), e, nil)
	if exponent.num < 0 {
		num, den = den, num
	}
	return normal(new(big.Rat).SetFrac(num, den))
}
