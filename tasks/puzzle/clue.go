package puzzle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// clue is a clue with its canonical text, the value of its node.
type clue struct {
	logic.Clue
	text string
}

// kindNames are the words for the kinds of clues in canonical text.
var kindNames = [...]string{
	logic.FoundAt:     "found_at",
	logic.NotAt:       "not_at",
	logic.SameHouse:   "same_house",
	logic.Consecutive: "consecutive",
	logic.Beside:      "beside",
	logic.LeftOf:      "left_of",
	logic.OneBetween:  "one_between",
	logic.TwoBetween:  "two_between",
}

func hasHouse(kind logic.Kind) bool { return kind == logic.FoundAt || kind == logic.NotAt }

// newClue brings a clue to the one form in which it is compared: where the order
// of its facts has no bearing on its meaning they stand in the order of their text.
func (p *grid) newClue(c logic.Clue) clue {
	a := p.attributes[c.A.Attribute].fact(c.A.Value)
	name := kindNames[c.Kind]
	if hasHouse(c.Kind) {
		return clue{c, name + "(" + a + "," + strconv.Itoa(c.House+1) + ")"}
	}
	b := p.attributes[c.B.Attribute].fact(c.B.Value)
	if b < a && c.Kind != logic.Consecutive && c.Kind != logic.LeftOf {
		a, b, c.A, c.B = b, a, c.B, c.A
	}
	return clue{c, name + "(" + a + "," + b + ")"}
}

// parseClue reads the canonical text of a clue. right_of(A,B) is left_of(B,A).
func (p *grid) parseClue(text string) (clue, error) {
	name, rest, _ := strings.Cut(text, "(")
	inside, closed := strings.CutSuffix(rest, ")")
	first, second, two := strings.Cut(inside, ",")
	if name == "right_of" {
		name, first, second = "left_of", second, first
	}
	kind := slices.Index(kindNames[:], name)
	if kind < 0 || !closed || !two {
		return clue{}, fmt.Errorf("clue %q is none such as same_house(drink=tea,name=bob)", task.Shorten(text))
	}
	c := logic.Clue{Kind: logic.Kind(kind)}
	var okA, okB bool
	c.A, okA = p.parseFact(first)
	if hasHouse(c.Kind) {
		c.House, okB = p.parseHouse(second)
	} else {
		c.B, okB = p.parseFact(second)
	}
	if !okA || !okB {
		return clue{}, fmt.Errorf("clue %q does not name values of the puzzle", task.Shorten(text))
	}
	return p.newClue(c), nil
}

// parseFact reads drink=tea.
func (p *grid) parseFact(text string) (logic.Fact, bool) {
	name, value, _ := strings.Cut(text, "=")
	a, ok := p.byName[name]
	if !ok {
		return logic.Fact{}, false
	}
	v, ok := p.value(a, value)
	return logic.Fact{Attribute: a, Value: v}, ok
}
