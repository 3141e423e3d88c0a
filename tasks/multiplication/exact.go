package multiplication

// scanExactStep reads a line that is a step in the very words of the form,
// which in training data nearly all are, without searching it. It reports false
// for any other line, and never reads one otherwise than scanStep does.
func scanExactStep(line string, row int) (step, bool) {
	s := step{row: row, column: place{index: -1}}
	c := cursor{line}
	if c.number() == "" || !c.skip(". Multiply ") {
		return s, false
	}
	s.multiplier = c.number()
	if !c.skip(" by the digit in the ") {
		return s, false
	}
	column, known := parsePlace(c.upTo(" "))
	if !known || !c.skip("place of ") {
		return s, false
	}
	s.column.index, s.column.factor = column, c.number()
	if !c.skip(", which is ") {
		return s, false
	}
	s.column.digit = c.number()
	carried := c.skip(". Add the carryover from the previous step to account for this. This gives (")
	if !carried && !c.skip(". This gives ") {
		return s, false
	}
	s.factorX = c.number()
	if !c.skip(" x ") {
		return s, false
	}
	s.factorY = c.number()
	if carried {
		if !c.skip(") + ") {
			return s, false
		}
		s.carryIn = c.number()
	}
	if !c.skip(" = ") {
		return s, false
	}
	s.result = c.number()
	if !c.skip(". Write down the result ") {
		return s, false
	}
	s.written = c.number()
	if c.skip(" and carry over the ") {
		s.carry = c.number()
		if !c.skip(" to the next step") {
			return s, false
		}
	}
	complete := s.multiplier != "" && s.column.factor != "" && s.column.digit != "" && s.factorX != "" && s.factorY != "" && s.result != "" && s.written != ""
	return s, complete && c.text == "."
}
