package puzzle

import (
	"strings"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// statement is a step of a text: the clues that it quotes and the cells that it
// states of them, or a table of answers.
type statement struct {
	table  bool
	quotes []clue // without text where a clue cannot be read
	cells  []stated
}

// stated is the value that a text gives to a cell, in the puzzle's own spelling
// where the puzzle has it, otherwise in canonical form; never empty.
type stated struct {
	logic.Cell
	value string
}

// pad is what a text states.
type pad struct {
	statements                 []statement
	linesParsed, linesRejected int
}

// lastTable is the position of the last table of answers, -1 where there is none.
func (p *pad) lastTable() int {
	for i := len(p.statements) - 1; i >= 0; i-- {
		if p.statements[i].table {
			return i
		}
	}
	return -1
}

// padScanner reads a text line by line.
type padScanner struct {
	*grid
	pad  pad
	free freeReader

	// What the next line may go on with.
	inStep  bool
	inTable map[int]bool // houses of the table so far, nil where it is ended
	tableAt int          // its position among the statements
}

// scanPad finds the statements of a text, in order. It takes lines in the form
// of the scratchpad apart at its marks, however damaged.
func scanPad(p *grid, text string) *pad {
	s := padScanner{grid: p, free: freeReader{grid: p}}
	answers := solutions(text)
	at, answerEnd := 0, 0
	for line := range strings.Lines(text) {
		inAnswer := at < answerEnd
		for len(answers) > 0 && answers[0].from < at+len(line) {
			inAnswer, answerEnd, s.inTable = true, answers[0].to, nil
			s.addRows(answers[0].rows)
			answers, s.inTable = answers[1:], nil
		}
		at += len(line)
		switch line = strings.TrimSpace(line); {
		case line == "":
		case inAnswer || s.scanLine(line):
			s.pad.linesParsed++
		default:
			s.pad.linesRejected++
		}
	}
	return &s.pad
}

func (s *padScanner) scanLine(line string) bool {
	if rows := parseRows(line); rows != nil {
		return s.addRows(rows)
	}
	if s.scanStep(line) {
		return true
	}
	cells, ok := s.free.read(line)
	if len(cells) > 0 {
		s.pad.statements = append(s.pad.statements, statement{cells: cells})
		s.inStep = false
	}
	return ok || strings.Contains(line, openTag)
}

// addRows adds rows to the table before them, or as a new table where that has
// a row for their house.
func (s *padScanner) addRows(rows []tableRow) bool {
	known := false
	for _, row := range rows {
		h, ok := s.parseHouse(row.house)
		if !ok {
			continue
		}
		known = true
		if s.inTable == nil || s.inTable[h] {
			s.tableAt = len(s.pad.statements)
			s.pad.statements = append(s.pad.statements, statement{table: true})
			s.inTable, s.inStep = make(map[int]bool), false
		}
		s.inTable[h] = true
		table := &s.pad.statements[s.tableAt]
		for _, pair := range row.pairs {
			if a := s.free.attributeNamed(pair.label); a >= 0 && fold(pair.value) != "" {
				table.cells = append(table.cells, stated{logic.Cell{House: h, Attribute: a}, s.spelled(a, pair.value)})
			}
		}
	}
	return known
}

// scanStep finds quotes and cells on a line. A step begins at its number, or at
// a quote after cells.
func (s *padScanner) scanStep(line string) bool {
	found := false
	for i := 0; i < len(line); {
		rest := line[i:]
		n := 0
		switch rest[0] {
		case '<':
			n = s.scanQuote(rest)
		case 'S', 's':
			n = scanStepNumber(rest)
			if n > 0 {
				s.newStep()
			}
		case 'T', 't':
			if n = s.scanCell(rest); n == 0 {
				n = prefixLen(rest, padSolved)
			}
		case 'F', 'f':
			n = prefixLen(rest, padFinal)
		}
		found = found || n > 0
		i += max(n, 1)
	}
	return found
}

func prefixLen(text, prefix string) int {
	if hasFoldedPrefix(text, prefix) {
		return len(prefix)
	}
	return 0
}

// scanStepNumber is the length of "Step 12:" at the front, else 0.
func scanStepNumber(text string) int {
	if !hasFoldedPrefix(text, "step ") {
		return 0
	}
	number := strings.TrimLeft(text[len(padStep):], "0123456789")
	end := len(text) - len(number)
	if end == len(padStep) || !strings.HasPrefix(number, ":") {
		return 0
	}
	return end + 1
}

func (s *padScanner) newStep() *statement {
	s.pad.statements = append(s.pad.statements, statement{})
	s.inStep, s.inTable = true, nil
	return s.current()
}

func (s *padScanner) current() *statement { return &s.pad.statements[len(s.pad.statements)-1] }

// scanQuote reads "<Peter is in the third house.>" and returns its length, 0
// where there is none. A word in brackets is a tag.
func (s *padScanner) scanQuote(text string) int {
	inside, _, closed := strings.Cut(text[1:min(len(text), maxSentence+2)], ">")
	if !closed || !strings.Contains(strings.TrimSpace(inside), " ") {
		return 0
	}
	if !s.inStep || len(s.current().cells) > 0 {
		s.newStep()
	}
	c, _ := s.parseSentence(inside)
	s.current().quotes = append(s.current().quotes, c)
	return len(inside) + 2
}

// maxLabel bounds how far the end of a label is looked for.
const maxLabel = 80

// scanCell reads "The Name in house 3 is peter." and returns its length, 0
// where there is none.
func (s *padScanner) scanCell(text string) int {
	if !hasFoldedPrefix(text, "the ") {
		return 0
	}
	end := indexFolded(text[len("the "):min(len(text), maxLabel)], padHouse)
	if end < 0 {
		return 0
	}
	label := text[len("the "):][:end]
	a, known := s.byLabel[fold(label)]
	if !known {
		return 0
	}
	rest := text[len("the ")+len(label)+len(padHouse):]
	number := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	h, known := s.parseHouse(number)
	rest = rest[len(number):]
	if !known || !hasFoldedPrefix(rest, padIs) {
		return 0
	}
	rest = rest[len(padIs):]
	value := s.cutValue(a, rest)
	if fold(value) == "" {
		return 0
	}
	if !s.inStep {
		s.newStep()
	}
	s.current().cells = append(s.current().cells, stated{logic.Cell{House: h, Attribute: a}, s.spelled(a, value)})
	return len(text) - len(rest) + len(value)
}

// A value that the puzzle does not have is shorter than this, in words and in
// bytes: more is prose.
const (
	maxValueWords = 4
	maxValue      = 80
)

// cutValue is the value at the front of a text, up to the end of its sentence.
// One that the puzzle does not have is believed within steps only.
func (s *padScanner) cutValue(attribute int, text string) string {
	for _, value := range s.attributes[attribute].values {
		if hasFoldedPrefix(text, value) {
			if rest := text[len(value):]; rest == "" || rest[0] == '.' {
				return text[:len(value)]
			}
		}
	}
	value, _, _ := strings.Cut(text[:min(len(text), maxValue)], ". ")
	value = strings.TrimRight(value, ". ")
	if len(value) == maxValue {
		return ""
	}
	if _, known := s.value(attribute, value); !known && (!s.inStep || len(strings.Fields(value)) > maxValueWords) {
		return ""
	}
	return value
}
