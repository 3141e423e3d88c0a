package dynprog

import (
	"math/big"
	"strconv"
	"strings"
)

// Numbers are kept as the canonical text of an integer, "-12": that is what the
// graph stores and what texts say, and it has no largest value to overflow.

// isInteger reports whether the text is a canonical integer.
func isInteger(text string) bool {
	unsigned := strings.TrimPrefix(text, "-")
	if unsigned == "" || unsigned[0] == '0' && text != "0" {
		return false
	}
	for i := range len(unsigned) {
		if !isDigit(unsigned[i]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// add is a + b, exact at any length.
func add(a, b string) string {
	const fits = 18 // so many characters always fit into 64 bits, their sum too
	if len(a) <= fits && len(b) <= fits {
		x, _ := strconv.ParseInt(a, 10, 64)
		y, _ := strconv.ParseInt(b, 10, 64)
		return strconv.FormatInt(x+y, 10)
	}
	x, _ := new(big.Int).SetString(a, 10)
	y, _ := new(big.Int).SetString(b, 10)
	return x.Add(x, y).String()
}

// less is a < b. Of two numbers of one sign, the longer one is further from 0,
// and at equal length the digits decide from left to right.
func less(a, b string) bool {
	negative := a[0] == '-'
	if other := b[0] == '-'; negative != other {
		return negative
	}
	if negative {
		a, b = b, a
	}
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

// max0 is the largest of the numbers and 0.
func max0(numbers ...string) string {
	largest := "0"
	for _, n := range numbers {
		if less(largest, n) {
			largest = n
		}
	}
	return largest
}
