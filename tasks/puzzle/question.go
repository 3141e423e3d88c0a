package puzzle

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// maxClues bounds the work that a question can make.
const maxClues = 1000

const (
	openPuzzle = "There are "
	openHouses = " houses"
)

// draft is a question taken apart, not yet understood.
type draft struct {
	houses     int
	attributes []string // lines without the dash
	clues      []string // without the number
	ending     string   // everything after the clues
}

// parseQuestion makes the grid of a question and how the question lists it.
func parseQuestion(question string) (*grid, *listing, error) {
	d, ok := takeApart(strings.ToValidUTF8(question, "\uFFFD")) // as JSON would have the words
	if !ok {
		return nil, nil, fmt.Errorf("no \"There are K houses\" with attribute lines and numbered clues: %w", task.ErrOtherTask)
	}
	list := new(listing)
	attributes := make([]attribute, len(d.attributes))
	for i, line := range d.attributes {
		attributes[i] = parseAttribute(line)
		if n := len(attributes[i].values); n != d.houses {
			return nil, nil, fmt.Errorf("the attribute line %q has %d values for %d houses", task.Shorten(line), n, d.houses)
		}
	}
	labelUnknown(attributes, templateLabels(d.ending))
	p, err := newGrid(attributes)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range attributes {
		list.addAttribute(p, a)
	}
	if len(d.clues) > maxClues {
		return nil, nil, fmt.Errorf("%d clues, at most %d are read", len(d.clues), maxClues)
	}
	var clues []clue
	for i, sentence := range d.clues {
		c, err := p.parseSentence(sentence)
		if err != nil {
			return nil, nil, fmt.Errorf("clue %d: %w", i+1, err)
		}
		if list.addClue(c, sentence) {
			clues = append(clues, c)
		}
	}
	p.setClues(clues)
	p.asked, err = p.parseAsked(d.ending)
	return p, list, err
}

// takeApart finds the last puzzle in the text. It reports false where there is
// none: numbers of houses occur in worded problems, too.
func takeApart(question string) (draft, bool) {
	var d draft
	text, ok := d.open(question)
	if !ok {
		return d, false
	}
	inClue, ended := false, false
	rest := text
	for line := range strings.Lines(text) {
		rest = rest[len(line):]
		line = strings.TrimSpace(line)
		sentence, numbered := cutNumber(line)
		value, dashed := strings.CutPrefix(line, "- ")
		switch {
		case line == "":
			inClue, ended = false, len(d.clues) > 0
			continue
		case numbered:
			d.clues = append(d.clues, sentence)
			inClue = true
		case inClue:
			if last := &d.clues[len(d.clues)-1]; len(*last) <= maxSentence { // else it is too long already
				*last += " " + line
			}
		case ended:
			d.ending = line + "\n" + rest
			return d, len(d.attributes) > 0
		case dashed:
			d.attributes = append(d.attributes, value)
		}
	}
	return d, len(d.attributes) > 0 && len(d.clues) > 0
}

// open finds the last "There are K houses" and returns what follows it.
func (d *draft) open(question string) (text string, ok bool) {
	for before := question; ; {
		at := strings.LastIndex(before, openPuzzle)
		if at < 0 {
			return "", false
		}
		text, before = question[at+len(openPuzzle):], before[:at]
		number, _, _ := strings.Cut(text, " ")
		houses, err := strconv.Atoi(number)
		if rest, ok := strings.CutPrefix(text[len(number):], openHouses); ok && err == nil {
			d.houses = houses
			return rest, true
		}
	}
}

// cutNumber takes the number of a clue, "12. ", from the front.
func cutNumber(line string) (rest string, ok bool) {
	number, rest, ok := strings.Cut(line, ". ")
	if !ok || number == "" || len(number) > 4 || strings.Trim(number, "0123456789") != "" {
		return line, false
	}
	return strings.TrimSpace(rest), true
}

// parseAttribute reads "Each person has a unique name: `Peter`, `Eric`".
func parseAttribute(line string) attribute {
	text, list, _ := strings.Cut(line, ":")
	list = strings.TrimRight(strings.ReplaceAll(list, "`", ""), " .")
	a := attribute{line: strings.TrimSpace(text), row: rowOf(text)}
	for value := range strings.SplitSeq(list, ",") {
		a.values = append(a.values, canonical(value))
	}
	if a.row != nil {
		a.setLabel(a.row.label)
	}
	return a
}

func (a *attribute) setLabel(label string) { a.label, a.name = label, canonical(label) }

// labelUnknown labels the attributes that are not in the phrase table: by the
// keys of the question's template that are no label of the others or, where
// their number is another, by their lines.
func labelUnknown(attributes []attribute, template []string) {
	taken := make(map[string]bool)
	unknown := 0
	for _, a := range attributes {
		if a.row != nil {
			taken[fold(a.label)] = true
		} else {
			unknown++
		}
	}
	var keys []string
	for _, key := range template {
		if !taken[fold(key)] {
			keys = append(keys, key)
		}
	}
	for i := range attributes {
		a := &attributes[i]
		switch {
		case a.row != nil:
		case len(keys) == unknown:
			a.setLabel(keys[0])
			keys, unknown = keys[1:], unknown-1
		default:
			a.setLabel(lineLabel(a.line))
		}
	}
}

// lineLabel makes a label of what an attribute's line is about: what follows
// its last "unique", "different" or "favorite", or else its last word. "People
// have different zodiac signs" gives "zodiac signs".
func lineLabel(line string) string {
	list := strings.Fields(line)
	from := max(0, len(list)-1)
	for i, word := range list {
		switch word {
		case "unique", "different", "favorite":
			if i+1 < len(list) {
				from = i + 1
			}
		}
	}
	return strings.Join(list[from:], " ")
}

// parseAsked reads "What is Name of the person who lives in House 1?", nil
// where the ending asks for all cells.
func (p *grid) parseAsked(ending string) (*logic.Cell, error) {
	_, question, ok := strings.Cut(ending, "What is ")
	label, rest, ok2 := strings.Cut(question, " of the person who lives in House ")
	if !ok || !ok2 || strings.Contains(label, "\n") {
		return nil, nil
	}
	number := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	house, okHouse := p.parseHouse(number)
	a, okLabel := p.byLabel[fold(strings.TrimPrefix(label, "the "))]
	if !okHouse || !okLabel {
		return nil, fmt.Errorf("it asks for %q of house %q, which the puzzle does not have", task.Shorten(label), task.Shorten(number))
	}
	return &logic.Cell{House: house, Attribute: a}, nil
}

// templateLabels are the keys of the first house in a template to be filled in,
// of JSON or of "$ House: ___ | Name: ___ |".
func templateLabels(ending string) []string {
	for line := range strings.Lines(ending) {
		if rows := parseRows(line); len(rows) > 0 {
			return rows[0].labels()
		}
	}
	if rows := lastSolution(ending).rows; len(rows) > 0 {
		return rows[0].labels()
	}
	return nil
}
