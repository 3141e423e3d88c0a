package puzzle

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// grid is a puzzle whatever the order in which a question lists it: attributes
// in the order of their names, their values and the clues in the order of their
// text. Positions in it are the numbers that package logic works with.
type grid struct {
	houses     int
	attributes []attribute
	clues      []clue
	asked      *logic.Cell // nil where the question is for all cells

	book      *phrasebook
	byName    map[string]int // attributes by name
	byLabel   map[string]int // attributes by folded label
	byValue   []map[string]int
	clueIndex map[string]int // clues by text
}

type attribute struct {
	label  string   // as the question writes it: FavoriteSport
	name   string   // as the graph has it: favoritesport
	line   string   // what its line says before the values
	values []string // canonical, sorted
	row    *row     // nil where it is not in the phrase table
}

func (a attribute) fact(value int) string { return a.name + "=" + a.values[value] }

// newGrid sorts the attributes and their values and looks them over. Clues and
// the cell asked for, which are numbers in that order, are set afterwards.
func newGrid(attributes []attribute) (*grid, error) {
	if len(attributes) == 0 {
		return nil, errors.New("no attributes")
	}
	p := &grid{attributes: slices.Clone(attributes), byName: make(map[string]int), byLabel: make(map[string]int)}
	slices.SortFunc(p.attributes, func(a, b attribute) int { return strings.Compare(a.name, b.name) })
	p.houses = len(p.attributes[0].values)
	if p.houses < 2 || p.houses > logic.MaxHouses || len(attributes) > logic.MaxAttributes {
		return nil, fmt.Errorf("%d houses and %d attributes: want 2 to %d houses and at most %d attributes",
			p.houses, len(attributes), logic.MaxHouses, logic.MaxAttributes)
	}
	for i := range p.attributes {
		if err := p.addAttribute(i, &p.attributes[i]); err != nil {
			return nil, err
		}
	}
	p.book = newPhrasebook(p.attributes)
	return p, nil
}

func (p *grid) addAttribute(i int, a *attribute) error {
	if fold(a.label) == "" || fold(a.label) == "house" || strings.ContainsAny(a.name, ",=:|$\n") {
		return fmt.Errorf("attribute %q: no proper label", task.Shorten(a.label))
	}
	if _, twice := p.byLabel[fold(a.label)]; twice {
		return fmt.Errorf("two attributes are labelled %s", task.Shorten(a.label))
	}
	p.byLabel[fold(a.label)], p.byName[a.name] = i, i
	if len(a.values) != p.houses {
		return fmt.Errorf("attribute %s has %d values, want %d, one for each house", task.Shorten(a.label), len(a.values), p.houses)
	}
	a.values = slices.Sorted(slices.Values(a.values))
	byValue := make(map[string]int)
	for v, value := range a.values {
		folded := fold(value)
		if folded == "" || strings.ContainsAny(value, ",|$\n") {
			return fmt.Errorf("attribute %s: %q is no value", task.Shorten(a.label), task.Shorten(value))
		}
		if _, twice := byValue[folded]; twice {
			return fmt.Errorf("attribute %s has the value %s twice", task.Shorten(a.label), task.Shorten(value))
		}
		byValue[folded] = v
	}
	p.byValue = append(p.byValue, byValue)
	return nil
}

// setClues sorts the clues; said twice a clue counts once.
func (p *grid) setClues(clues []clue) {
	p.clues = slices.SortedFunc(slices.Values(clues), func(a, b clue) int { return strings.Compare(a.text, b.text) })
	p.clues = slices.CompactFunc(p.clues, func(a, b clue) bool { return a.text == b.text })
	p.clueIndex = make(map[string]int)
	for i, c := range p.clues {
		p.clueIndex[c.text] = i
	}
}

func (p *grid) size() string { return strconv.Itoa(p.houses) + "x" + strconv.Itoa(len(p.attributes)) }

// logic is the table, with those clues, in the numbers of package logic.
func (p *grid) logic(clues []clue) *logic.Puzzle {
	l := &logic.Puzzle{Houses: p.houses, Attributes: len(p.attributes)}
	for _, c := range clues {
		l.Clues = append(l.Clues, c.Clue)
	}
	return l
}

// cells are all cells in order: by house, then by name of the attribute.
func (p *grid) cells() []logic.Cell {
	list := make([]logic.Cell, 0, p.houses*len(p.attributes))
	for h := range p.houses {
		for a := range p.attributes {
			list = append(list, logic.Cell{House: h, Attribute: a})
		}
	}
	return list
}

// cellName is the name of a cell: 2.drink.
func (p *grid) cellName(c logic.Cell) string {
	return strconv.Itoa(c.House+1) + "." + p.attributes[c.Attribute].name
}

// finding is the text of a cell's value in the graph: 2.drink=tea.
func (p *grid) finding(c logic.Cell, value string) string {
	return p.cellName(c) + "=" + value
}

// parseFinding is the inverse of finding; the value may be any.
func (p *grid) parseFinding(text string) (c logic.Cell, value string, ok bool) {
	cell, value, ok := strings.Cut(text, "=")
	c, known := p.parseCell(cell)
	return c, value, ok && known && value != ""
}

// parseCell reads 2.drink.
func (p *grid) parseCell(text string) (logic.Cell, bool) {
	number, name, _ := strings.Cut(text, ".")
	house, ok := p.parseHouse(number)
	a, known := p.byName[name]
	return logic.Cell{House: house, Attribute: a}, ok && known
}

// parseHouse reads the number of a house, which counts from 1 in texts.
func (p *grid) parseHouse(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n - 1, err == nil && n >= 1 && n <= p.houses && text[0] != '+'
}

// value is the value of an attribute that the text is, folded.
func (p *grid) value(attribute int, text string) (int, bool) {
	v, ok := p.byValue[attribute][fold(text)]
	return v, ok
}

// spelled puts a value into the puzzle's own spelling, or else into canonical form.
func (p *grid) spelled(attribute int, text string) string {
	if v, ok := p.value(attribute, text); ok {
		return p.attributes[attribute].values[v]
	}
	return canonical(text)
}

// joinValues is the text of several values, as of the whole table.
func joinValues(values []string) string { return canonical(strings.Join(values, " ")) }
