package puzzle

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// listing is the order and the wording in which a question has a puzzle.
type listing struct {
	attributes []listedAttribute
	clues      []listedClue
	position   map[string]int // of the clues, by canonical text
}

type listedAttribute struct {
	index  int      // in the grid
	values []string // in the question's order
}

type listedClue struct {
	clue
	sentence string
}

func (l *listing) addAttribute(p *grid, a attribute) {
	l.attributes = append(l.attributes, listedAttribute{p.byName[a.name], a.values})
}

// addClue reports whether the clue is a new one.
func (l *listing) addClue(c clue, sentence string) bool {
	if _, twice := l.position[c.text]; twice {
		return false
	}
	if l.position == nil {
		l.position = make(map[string]int)
	}
	l.position[c.text] = len(l.clues)
	l.clues = append(l.clues, listedClue{c, sentence})
	return true
}

// newListing makes up an order for a puzzle that no question lists. It is drawn
// from the puzzle itself, so that equal puzzles have equal questions.
func newListing(p *grid) *listing {
	seed := graph.FingerprintText(p.input())
	rng := rand.New(rand.NewPCG(seed.Hi, seed.Lo))
	l := new(listing)
	for _, i := range rng.Perm(len(p.attributes)) {
		values := make([]string, p.houses)
		for k, v := range rng.Perm(p.houses) {
			values[k] = p.attributes[i].values[v]
		}
		l.attributes = append(l.attributes, listedAttribute{i, values})
	}
	if name, ok := p.byName["name"]; ok { // people come first
		for k, a := range l.attributes {
			if a.index == name {
				copy(l.attributes[1:], l.attributes[:k])
				l.attributes[0] = a
				break
			}
		}
	}
	for _, i := range rng.Perm(len(p.clues)) {
		l.addClue(p.clues[i], p.writeSentence(p.clues[i]))
	}
	return l
}

const paperEnding = "Let's think step by step. Please first briefly talk about your reasoning and show your final solution by filling the blanks in the below table.\n"

// write puts the puzzle into the words of the paper, or of reasoning-gym where
// one cell is asked for.
func (l *listing) write(p *grid) string {
	var b strings.Builder
	k := strconv.Itoa(p.houses)
	b.WriteString("This is a logic puzzle. There are " + k + " houses (numbered 1 on the left, " + k + " on the right), from the perspective of someone standing across the street from them. Each has a different person in them. They have different characteristics:\n")
	for _, a := range l.attributes {
		b.WriteString(" - " + p.attributes[a.index].line + ": " + strings.Join(a.values, ", ") + "\n")
	}
	b.WriteString("\n")
	for i, c := range l.clues {
		b.WriteString(strconv.Itoa(i+1) + ". " + c.sentence + "\n")
	}
	b.WriteString("\n")
	if p.asked != nil {
		b.WriteString("What is " + p.attributes[p.asked.Attribute].label + " of the person who lives in House " + strconv.Itoa(p.asked.House+1) + "?? Provide only the name of the person as your final answer.")
		return b.String()
	}
	b.WriteString(paperEnding)
	for range p.houses {
		b.WriteString("\n$ House: ___ |")
		for _, a := range l.attributes {
			b.WriteString(" " + p.attributes[a.index].label + ": ___ |")
		}
	}
	return b.String()
}
