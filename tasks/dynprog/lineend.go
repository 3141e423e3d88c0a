package dynprog

import "strings"

// scanResult reads the result of a sum whose arguments are lost: the number that
// ends the line after an equals sign, if no other step comes before it.
func (s *scanner) scanResult(c *cursor, index int) bool {
	if s.end == nil {
		s.end = endOf(s.line)
	}
	if len(c.text) < s.end.shortest || len(c.text) > s.end.longest {
		return false
	}
	c.text = ""
	s.steps = append(s.steps, step{kind: sumStep, index: int32(index), value: s.end.value})
	return true
}

// lineEnd is the number that ends a line, and how long the rest of the line may
// be for a step at its front to have that result. It is kept for the whole line,
// so that no line takes more work than its length warrants.
type lineEnd struct {
	value             string
	shortest, longest int
}

func endOf(line string) *lineEnd {
	none := &lineEnd{shortest: 1}
	equals := strings.LastIndexByte(line, '=')
	if equals < 1 || line[equals-1] == '=' || line[equals-1] == '!' {
		return none
	}
	end := cursor{line[equals+1:]}
	value := end.number()
	if value == "" || strings.Trim(end.text, " \t.*`") != "" {
		return none
	}
	longest := len(line)
	if other := strings.LastIndex(line, "] ="); other >= 0 { // another step opens
		longest -= other + 1
	}
	return &lineEnd{value, len(line) - equals + 1, longest}
}
