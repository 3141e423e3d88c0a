package dynprog

import "strings"

// pad is a text in the scratchpad's form, taken apart. Numbers are canonical
// already; what they mean is left to document.go and trace.go.
type pad struct {
	steps  []step   // in the order of the text
	inputs []string // each list that the text calls the input, "[3, 2]"

	terms []term // memory of the sums in steps
	sums  []sum  // memory of the arguments in steps

	linesParsed, linesRejected int
}

// openLength is how much of openChoices a line must have to be that.
const openLength = len("Finally, we reconstruct")

type stepKind uint8

const (
	sumStep     stepKind = iota // dp[1] = max(dp[2], input[1] + dp[3], 0) = max(4, 3 + 1, 0) = 4
	compareStep                 // dp[1] == input[1] + dp[3] (4 == 3 + 1) and can_use_next_item == True
	storeStep                   // we store output[1] = 1
	updateStep                  // We update can_use_next_item = False
)

// step is one thing that a text computes.
type step struct {
	kind  stepKind
	index int32 // of dp, output, can

	// Of a sum: whether the text says which variables the arguments are.
	named bool

	// Of a comparison: what its words claim. can is the truth that they repeat,
	// which of "or can_use_next_item == False" is none.
	saysEqual bool
	can       string

	// args is what is stated as arguments: of a sum those of max, with the 0 at
	// their end; of a comparison its right side.
	args span

	// left is the left side of a comparison, value the result that is stated: of
	// a comparison whether the stated sides are equal.
	left, value string
}

// span is a part of pad.sums or of pad.terms: indices take less work to keep
// than slices do.
type span struct{ from, to int32 }

// sum is terms added up, mostly one. Of several, total is their sum where the
// text states it.
type sum struct {
	terms span
	total string
}

// term is a variable, its value, or both. What is not stated is empty.
type term struct {
	ref   ref
	value string
}

// ref names a variable, input[3] or dp[3].
type ref struct {
	index int32
	of    variable
}

type variable uint8

const (
	noVariable variable = iota
	inputVariable
	dpVariable
)

// stepLength is about how long a step is, in bytes.
const stepLength = 55

// scanPad takes a text apart. It never fails: a line that has nothing of the
// form is counted and skipped.
func scanPad(text string) *pad {
	steps := 1 + len(text)/stepLength
	p := &pad{steps: make([]step, 0, steps), terms: make([]term, 0, 3*steps), sums: make([]sum, 0, 2*steps)}
	s := scanner{pad: p, item: -1}
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line == "###":
		case s.scanLine(line):
			p.linesParsed++
		default:
			p.linesRejected++
		}
	}
	return p
}

// all and each are the parts that a span means.
func (p *pad) all(args span) []sum { return p.sums[args.from:args.to] }
func (p *pad) each(a sum) []term   { return p.terms[a.terms.from:a.terms.to] }

func (s span) len() int { return int(s.to - s.from) }

type scanner struct {
	*pad
	item int // which number of the list the text speaks of, -1 before the first

	line string
	end  *lineEnd // of the line, nil until it is wanted
}

// scanLine looks for steps wherever they stand in a line, since models run
// lines together.
func (s *scanner) scanLine(line string) (parsed bool) {
	if line == openChoices { // the quick way
		return true
	}
	s.line, s.end = line, nil
	parsed = strings.HasPrefix(line, openChoices[:openLength]) || strings.HasPrefix(line, askTask)
	for c := (cursor{line}); c.toVariable(); {
		parsed = s.scanStep(&c) || parsed
	}
	return parsed
}

// toVariable moves on to the next word that could open a step.
func (c *cursor) toVariable() bool {
	for i := 0; i < len(c.text); i++ {
		if !isLetter(c.text[i]) {
			continue
		}
		switch c.text[i] {
		case 'd', 'o', 'O', 'c', 'i', 'I':
			c.text = c.text[i:]
			return true
		}
		for i+1 < len(c.text) && isLetter(c.text[i+1]) { // the rest of another word
			i++
		}
	}
	return false
}
