package multiplication

import (
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

// scanFinal reads the last sentence, of which there may be more text than one
// line: the product is the last number of all that follows.
func (p *pad) scanFinal(text string) {
	f := &p.final
	f.found = true
	_, text, _ = strings.Cut(text, finalAnswer)
	f.product = task.LastNumber(text)

	line, _, _ := strings.Cut(text, "\n")
	parts := strings.Split(line, " = ")
	if len(parts) < 2 {
		return
	}
	for summand := range strings.SplitSeq(parts[0], " + ") {
		c := cursor{strings.TrimSpace(summand)}
		value := c.number()
		if value == "" || !c.skip(" x ") {
			break
		}
		f.partials, f.powers = append(f.partials, value), append(f.powers, c.number())
	}
	if len(parts) < 3 { // no sum spelled out between the list and the product
		return
	}
	for summand := range strings.SplitSeq(parts[1], " + ") {
		c := cursor{summand}
		f.summands = append(f.summands, c.number())
	}
}
