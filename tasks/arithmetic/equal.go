package arithmetic

import (
	"math/big"
	"strings"
)

// floatDigits is from how many digits on a stated decimal is taken for what a
// calculator printed that computes in binary floating point.
const floatDigits = 15

// means reports whether a stated value is that value, or a decimal that comes
// of rounding it or cutting it off at the decimal's last digit (METHOD.md
// section 3.4). A decimal of 15 digits and more may also be off by what binary
// floating point adds to a value: 3.8000000000000003 is a calculator's 3.8.
func means(stated, value string) bool {
	if stated == value {
		return true
	}
	_, places, isDecimal := strings.Cut(stated, ".")
	if !isDecimal || value == "" || len(places) > maxDigits {
		return false
	}
	s, ok1 := parseRational(stated)
	v, ok2 := parseRational(value)
	return ok1 && ok2 && (isRounded(s.rat(), v.rat(), len(places)) ||
		len(stated) > floatDigits && isFloat(s.rat(), v.rat()))
}

// isRounded reports whether stated is value rounded, of a half either way, or
// cut off, after that many places.
func isRounded(stated, value *big.Rat, places int) bool {
	shift := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	s, v := new(big.Rat).Mul(stated, shift), new(big.Rat).Mul(value, shift)
	off := new(big.Rat).Sub(s, v)
	if off.Abs(off).Cmp(big.NewRat(1, 2)) <= 0 {
		return true
	}
	return s.Num().Cmp(new(big.Int).Quo(v.Num(), v.Denom())) == 0
}

// isFloat reports whether the two differ by no more than a few units in the
// last place of a 64-bit float.
func isFloat(stated, value *big.Rat) bool {
	off := new(big.Rat).Sub(stated, value)
	bound := new(big.Rat).Mul(value, big.NewRat(1, 1e14))
	return off.Abs(off).Cmp(bound.Abs(bound)) <= 0
}

// isNearer reports whether value is nearer to a than to b.
func isNearer(value, a, b rational) bool {
	toA, toB := new(big.Rat).Sub(value.rat(), a.rat()), new(big.Rat).Sub(value.rat(), b.rat())
	return toA.Abs(toA).Cmp(toB.Abs(toB)) < 0
}
