package infogain

import (
	"fmt"
	"strings"
)

// Sentence says of one position how often it is right in wrong answers, and what
// would give it: "the last digit of the answer (z8) is right in 96 % of wrong
// answers (95 % interval 93 to 98 %, chance 14 %); it is a function of the last
// digit of x and the last digit of y (x4, y4)".
func (t *Table) Sentence(p Position) string {
	output := t.Outputs[p.Output]
	if !p.Right.OK {
		return fmt.Sprintf("%s (%s): %s", output.Meaning, output.Name, p.Right.Warnings[len(p.Right.Warnings)-1])
	}
	return fmt.Sprintf("%s (%s) is right in %s of wrong answers (95 %% interval %s to %s, chance %s); %s",
		output.Meaning, output.Name, percent(p.Right.Value), percent(p.Right.Low), percent(p.Right.High), percent(p.Chance),
		t.source(p.Best))
}

// source says what an output follows from.
func (t *Table) source(g Gain) string {
	const function = 1 - 1e-9
	meaning := t.Inputs[g.Inputs[0]].Meaning
	verb := "tells"
	for _, i := range g.Inputs[1:] {
		meaning += " and " + t.Inputs[i].Meaning
		verb = "tell"
	}
	meaning += " (" + t.Names(g) + ")"
	switch {
	case t.Entropy[g.Output] == 0:
		return "it is always the same"
	case g.Relative >= function && t.Exact:
		return "it is a function of " + meaning
	case g.Relative >= half:
		return fmt.Sprintf("%s %s %s of it", meaning, verb, percent(g.Relative))
	}
	return fmt.Sprintf("no shortcut gives it: %s %s most, %s of it", meaning, verb, percent(g.Relative))
}

// few is the number of examples below which intervals are too narrow.
const few = 20

// Verdict says in one sentence whether wrong answers are right where a shortcut
// leads and wrong elsewhere: an output with a [Position.Shortcut] must be right
// more often than those that no one or two inputs tell, the intervals apart.
func (t *Table) Verdict(c Comparison) string {
	switch {
	case c.Wrong == 0:
		return "no wrong answers"
	case c.Wrong == c.Unread:
		return "no wrong answer has outputs that can be read"
	case !c.Told.OK:
		return "no output follows from one or two inputs: there is no shortcut to look for"
	case !c.Untold.OK:
		return "every output follows from one or two inputs: there are none to compare them with"
	}
	others := percent(c.Untold.Value) + " of the outputs without a shortcut"
	scarce := ""
	if c.Told.N < few {
		scarce = fmt.Sprintf("; with %d examples of wrong answers this is weak evidence", c.Told.N)
	}
	shortcuts := c.Shortcuts()
	var found []string
	for _, p := range shortcuts {
		if p.Right.Low > c.Untold.High {
			found = append(found, fmt.Sprintf("%s (%s)", t.Outputs[p.Output].Meaning, percent(p.Right.Value)))
		}
	}
	switch {
	case len(found) > 0:
		return "wrong answers are right where a shortcut leads: " + strings.Join(found, ", ") + ", against " + others + scarce
	case len(shortcuts) > 0:
		return "no sign of a shortcut: wrong answers have " + others + " right, too, not clearly less" + scarce
	}
	return "no sign of a shortcut: no output that one or two inputs tell is right clearly more often than by chance" + scarce
}

// percent never rounds to none or all what is not.
func percent(share float64) string {
	switch {
	case share > 0 && share < 0.005:
		return "under 1 %"
	case share < 1 && share > 0.995:
		return "over 99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}
