package puzzle

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

var ordinals = [logic.MaxHouses]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
	"ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"}

// frame is a form of sentence about two phrases A and B: before A, between A
// and B, after B.
type frame struct {
	kind                   logic.Kind
	before, between, after string
	turned                 bool // A of the sentence is B of the clue
}

var frames = [...]frame{
	{kind: logic.Consecutive, between: " is directly left of "},
	{kind: logic.Beside, between: " and ", after: " are next to each other"},
	{kind: logic.LeftOf, between: " is somewhere to the left of "},
	{kind: logic.LeftOf, between: " is somewhere to the right of ", turned: true},
	{kind: logic.OneBetween, before: "there is one house between ", between: " and "},
	{kind: logic.TwoBetween, before: "there are two houses between ", between: " and "},
}

// sameHouse is the frame that the words of others, and of phrases, contain.
var sameHouse = frame{kind: logic.SameHouse, between: " is "}

// maxSentence bounds the length of a clue in bytes, since reading it is
// quadratic. Published ones are half as long.
const maxSentence = 300

const (
	inHouse    = " is in the "
	notInHouse = " is not in the "
	houseEnd   = " house"
)

// parseSentence reads a clue in words. Since phrases contain " is " themselves
// it tries every frame at every place; exactly one reading must have two whole
// phrases of this puzzle.
func (p *grid) parseSentence(sentence string) (clue, error) {
	if len(sentence) > maxSentence {
		return clue{}, fmt.Errorf("clue %q is longer than %d bytes", task.Shorten(sentence), maxSentence)
	}
	text := strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(sentence), " "), " ."))
	readings := p.houseReadings(text)
	for _, f := range frames {
		readings = append(readings, p.frameReadings(f, text)...)
	}
	if len(readings) == 0 {
		readings = p.frameReadings(sameHouse, text)
	}
	slices.SortFunc(readings, func(a, b clue) int { return strings.Compare(a.text, b.text) })
	readings = slices.CompactFunc(readings, func(a, b clue) bool { return a.text == b.text })
	switch len(readings) {
	case 0:
		return clue{}, fmt.Errorf("clue %q: no reading of it has phrases and houses of this puzzle", sentence)
	case 1:
		return readings[0], nil
	}
	return clue{}, fmt.Errorf("clue %q can be read as %s and as %s", sentence, readings[0].text, readings[1].text)
}

// houseReadings reads "A is in the third house".
func (p *grid) houseReadings(text string) []clue {
	text, ok := strings.CutSuffix(text, houseEnd)
	space := strings.LastIndexByte(text, ' ')
	if !ok || space < 0 {
		return nil
	}
	house := slices.Index(ordinals[:p.houses], text[space+1:])
	if house < 0 {
		return nil
	}
	text = text[:space+1]
	kind := logic.FoundAt
	phrase, ok := strings.CutSuffix(text, inHouse)
	if !ok {
		kind = logic.NotAt
		if phrase, ok = strings.CutSuffix(text, notInHouse); !ok {
			return nil
		}
	}
	var readings []clue
	for _, fact := range p.book.facts(phrase) {
		readings = append(readings, p.newClue(logic.Clue{Kind: kind, A: fact, House: house}))
	}
	return readings
}

func (p *grid) frameReadings(f frame, text string) []clue {
	text, ok1 := strings.CutPrefix(text, f.before)
	text, ok2 := strings.CutSuffix(text, f.after)
	if !ok1 || !ok2 {
		return nil
	}
	var readings []clue
	for a, b := range splits(text, f.between) {
		factsA := p.book.facts(a)
		if len(factsA) == 0 {
			continue
		}
		for _, factB := range p.book.facts(b) {
			for _, factA := range factsA {
				c := logic.Clue{Kind: f.kind, A: factA, B: factB}
				if f.turned {
					c.A, c.B = factB, factA
				}
				readings = append(readings, p.newClue(c))
			}
		}
	}
	return readings
}

// splits are all ways to cut the text at the separator.
func splits(text, separator string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], separator)
			if i < 0 {
				return
			}
			at := from + i
			if !yield(text[:at], text[at+len(separator):]) {
				return
			}
			from = at + 1
		}
	}
}

// writeSentence puts a clue into words.
func (p *grid) writeSentence(c clue) string {
	a := p.phrase(c.A)
	switch c.Kind {
	case logic.FoundAt:
		return capital(a) + inHouse + ordinals[c.House] + houseEnd + "."
	case logic.NotAt:
		return capital(a) + notInHouse + ordinals[c.House] + houseEnd + "."
	}
	f := sameHouse
	for _, other := range frames {
		if other.kind == c.Kind && !other.turned {
			f = other
		}
	}
	return capital(f.before+a) + f.between + p.phrase(c.B) + f.after + "."
}

// phrase is the phrase that writers use for a fact.
func (p *grid) phrase(f logic.Fact) string {
	attr := p.attributes[f.Attribute]
	value := attr.values[f.Value]
	if attr.row == nil {
		return "the person whose " + attr.name + " is " + value
	}
	return attr.row.write(value)
}
