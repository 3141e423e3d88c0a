package multiplication

import (
	"regexp"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Every number of a scratchpad, in order, and what comes of it when a 7 is
// appended to it: "-" nothing, a kind of restatement alone one that is
// miscopied, else as effects says. Worked out by hand from METHOD.md section
// 3.1. Appending to a stated result makes the digit written down differ from
// it, which is an unaligned step and the digit that the row is made of.
const tokens12x84 = `
12 factor
84 factor
4 digit

1 -
4 digit
12 factor
2 digit
2 digit
4 digit
8 prod[0,0]=87, unaligned 0=8, partial[0]#1=8
8 unaligned 0=87, partial[0]#1=87

2 -
4 digit
12 factor
1 digit
1 digit
4 digit
4 prod[0,1]=47, unaligned 1=4, partial[0]#0=4
4 unaligned 1=47, partial[0]#0=47

3 -
48 partial[0]=487, 3 partial

12 factor
84 factor
8 digit

4 -
8 digit
12 factor
2 digit
2 digit
8 digit
16 prod[1,0]=167
6 digit[1,0]=67
1 carry[1,0]=17, 1 carry

5 -
8 digit
12 factor
1 digit
1 digit
8 digit
1 carry
9 sum[1,1]=97, unaligned 4=9, partial[1]#0=9
9 unaligned 4=97, partial[1]#0=97

6 -
96 partial[1]=967, 2 partial

2 -
48 partial
4 digit
96 partial
8 digit
960 shifted[1]=9607, 1 shifted

48 partial
1 power
96 partial
10 power
48 partial
960 shifted
1008 product=10087, answer=10087
`

// 123 x 45: 3 x 5 = 15, 2 x 5 + 1 = 11, 1 x 5 + 1 = 6: 615; 3 x 4 = 12,
// 2 x 4 + 1 = 9, 1 x 4 = 4: 492; 615 + 4920 = 5535.
const tokens123x45 = `
123 factor
45 factor
5 digit

1 -
5 digit
123 factor
3 digit
3 digit
5 digit
15 prod[0,0]=157
5 digit[0,0]=57
1 carry[0,0]=17, 1 carry

2 -
5 digit
123 factor
2 digit
2 digit
5 digit
1 carry
11 sum[0,1]=117
1 digit[0,1]=17
1 carry[0,1]=17, 1 carry

3 -
5 digit
123 factor
1 digit
1 digit
5 digit
1 carry
6 sum[0,2]=67, unaligned 2=6, partial[0]#0=6
6 unaligned 2=67, partial[0]#0=67

4 -
615 partial[0]=6157, 3 partial

123 factor
45 factor
4 digit

5 -
4 digit
123 factor
3 digit
3 digit
4 digit
12 prod[1,0]=127
2 digit[1,0]=27
1 carry[1,0]=17, 1 carry

6 -
4 digit
123 factor
2 digit
2 digit
4 digit
1 carry
9 sum[1,1]=97, unaligned 5=9, partial[1]#1=9
9 unaligned 5=97, partial[1]#1=97

7 -
4 digit
123 factor
1 digit
1 digit
4 digit
4 prod[1,2]=47, unaligned 6=4, partial[1]#0=4
4 unaligned 6=47, partial[1]#0=47

8 -
492 partial[1]=4927, 2 partial

2 -
615 partial
5 digit
492 partial
4 digit
4920 shifted[1]=49207, 1 shifted

615 partial
1 power
492 partial
10 power
615 partial
4920 shifted
5535 product=55357, answer=55357
`

func TestEveryNumberOfAScratchpad(t *testing.T) {
	for _, c := range []struct{ x, y, tokens string }{{"12", "84", tokens12x84}, {"123", "45", tokens123x45}} {
		p := of(t, c.x, c.y)
		pad := string(p.AppendScratchpad(nil))
		places := regexp.MustCompile(`\d+`).FindAllStringIndex(pad, -1)
		var tokens []string
		for line := range strings.Lines(c.tokens) {
			if line = strings.TrimSpace(line); line != "" {
				tokens = append(tokens, line)
			}
		}
		if len(tokens) != len(places) {
			t.Fatalf("%s x %s: %d numbers listed, the scratchpad has %d", c.x, c.y, len(tokens), len(places))
		}
		for i, at := range places {
			number, want, _ := strings.Cut(tokens[i], " ")
			switch want {
			case "-":
				want = ""
			case copyFactor, copyDigit, copyCarry, copyPartial, copyShifted, copyPower:
				want = "1 " + want
			}
			around := pad[max(0, at[0]-30):min(len(pad), at[1]+10)]
			if got := pad[at[0]:at[1]]; got != number {
				t.Fatalf("%s x %s: number %d is %s in %q, listed as %s", c.x, c.y, i, got, around, number)
			}
			if got := tasktest.Effects(p, pad[:at[1]]+"7"+pad[at[1]:]); got != want {
				t.Errorf("%s x %s: %s in %q with a 7 appended: %q, want %q", c.x, c.y, number, around, got, want)
			}
		}
	}
}
