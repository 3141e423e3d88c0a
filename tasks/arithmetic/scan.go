package arithmetic

import "strings"

// scanner finds the steps of a text and keeps its memory from line to line.
type scanner struct {
	lexer     lexer
	work      *work
	sides     []side
	opened    []int
	rationals []rational
}

// scan finds the steps of a text: of its annotations <<48/2=24>> where it has
// any, else of its plain equations.
func scan(text string) *work {
	w := new(work)
	s := scanner{work: w}
	if !s.annotations(text) {
		s.lines(text)
	}
	return w
}

// prepare makes room, once there is something to read, for about what a text
// of that length holds.
func (s *scanner) prepare(length int) {
	if s.lexer.toks != nil {
		return
	}
	length = min(length, maxPrepared)
	s.lexer.toks = make([]token, 0, 64)
	s.sides = make([]side, 0, 8)
	s.rationals = make([]rational, 0, 16)
	s.work.nodes = make([]node, 0, 8+length/12)
	s.work.steps = make([]step, 0, 2+length/40)
}

// maxPrepared bounds the text in bytes for which room is made beforehand.
const maxPrepared = 4000

const (
	annotationOpens  = "<<"
	annotationCloses = ">>"
	maxAnnotation    = 1000 // bytes
)

// annotations reads <<..>> and reports whether there are any. Something else
// in such brackets, as in program code, is none.
func (s *scanner) annotations(text string) bool {
	lineEnd, parsed, seen := 0, false, false
	count := func() {
		switch {
		case seen && parsed:
			s.work.linesParsed++
		case seen:
			s.work.linesRejected++
		}
	}
	for at := 0; ; {
		i := strings.Index(text[at:], annotationOpens)
		if i < 0 {
			break
		}
		at += i + len(annotationOpens)
		inside, ok := cutAnnotation(text[at:])
		if !ok {
			continue
		}
		s.work.annotations++
		s.prepare(len(text))
		if at > lineEnd {
			count()
			parsed, seen = false, true
			lineEnd = at + indexOr(text[at:], "\n")
		}
		s.lexer.toks, s.lexer.state, s.lexer.plain = s.lexer.toks[:0], fresh, true
		s.lexer.lex(inside)
		at += len(inside)
		f := s.chains()
		if f.bad > 0 || f.steps+f.read == 0 {
			s.work.unreadable++
		} else {
			parsed = true
		}
	}
	count()
	return s.work.annotations > 0
}

// cutAnnotation is the inside of an annotation at the front: it has a digit
// and a sign of equality and ends on its line.
func cutAnnotation(text string) (inside string, ok bool) {
	near := text[:min(len(text), maxAnnotation)]
	end := strings.Index(near, annotationCloses)
	if end < 0 {
		return "", false
	}
	inside = near[:end]
	return inside, strings.IndexByte(inside, '=') >= 0 && strings.ContainsAny(inside, "0123456789") && !strings.ContainsAny(inside, "<\n\"")
}

func indexOr(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i
	}
	return len(text)
}

// signs of equality; the plain one is by far the most frequent.
var equalitySigns = [...]string{"=", "≈", `\approx`}

// lines reads the lines that have a sign of equality.
func (s *scanner) lines(text string) {
	var next [len(equalitySigns)]int
	for k, sign := range equalitySigns {
		next[k] = indexOr(text, sign)
	}
	for at := 0; ; {
		sign := min(next[0], next[1], next[2])
		if sign >= len(text) {
			return
		}
		s.prepare(len(text))
		start := lineStart(text, at, sign)
		end := lineEnd(text, sign)
		s.line(text[start:end])
		at = end
		for k, sign := range equalitySigns {
			if next[k] < at {
				next[k] = at + indexOr(text[at:], sign)
			}
		}
	}
}

// lineStart is where the line begins that has the sign. A line that opens
// with a sign of equality continues the one before, but for what lies before from.
func lineStart(text string, from, sign int) int {
	start := from + strings.LastIndexByte(text[from:sign], '\n') + 1
	if !continues(text[start:]) {
		return start
	}
	before := strings.TrimRight(text[from:start], " \t\r\n")
	return from + strings.LastIndexByte(before, '\n') + 1
}

// lineEnd is where the line ends, with all lines that continue it.
func lineEnd(text string, sign int) int {
	end := sign + indexOr(text[sign:], "\n")
	for end < len(text) && continues(text[end:]) {
		next := end + indexOr(text[end:], "=")
		next = min(next, end+indexOr(text[end:min(len(text), next)], "≈"), end+indexOr(text[end:min(len(text), next)], `\approx`))
		end = next + indexOr(text[next:], "\n")
	}
	return end
}

func (s *scanner) line(text string) {
	s.lexer.toks, s.lexer.state, s.lexer.plain = s.lexer.toks[:0], fresh, false
	s.lexer.lex(text)
	switch f := s.chains(); {
	case f.steps > 0 || f.read > 0 && f.bad == 0:
		s.work.linesParsed++
	case f.bad > 0:
		s.work.linesRejected++
	}
}
