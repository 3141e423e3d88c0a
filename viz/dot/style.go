package dot

import "github.com/graphcov/graphcov/coverage/outcome"

// Style is how the outline of a node shows an outcome. No two outcomes differ
// in colour alone: the lines differ, too, and the box says it in words.
type Style struct {
	Outcome outcome.Outcome `json:"outcome"`
	Words   string          `json:"words"` // what the box says; empty: nothing, since all is well
	Color   string          `json:"color"` // of the line, with a contrast of at least 3 to 1 on white
	Line    string          `json:"line"`  // solid, dashed, dotted
	Width   float64         `json:"width"` // in points
	Lines   int             `json:"lines"` // 2: a double line
}

// Styles are those of all outcomes of nodes, in the order of METHOD.md section 4.
func Styles() []Style {
	styles := []Style{
		{Outcome: outcome.Correct, Color: "#333333", Line: "solid", Width: 1.2, Lines: 1},
		{Outcome: outcome.Local, Color: "#c2410c", Line: "solid", Width: 3.5, Lines: 1},
		{Outcome: outcome.Propagation, Color: "#7a5c00", Line: "dashed", Width: 3, Lines: 1},
		{Outcome: outcome.RestorationMasked, Color: "#00695c", Line: "dotted", Width: 3, Lines: 1},
		{Outcome: outcome.RestorationUnexplained, Color: "#8e2a8b", Line: "solid", Width: 2, Lines: 2},
		{Outcome: outcome.Missing, Color: "#6b6b6b", Line: "dashed", Width: 1.2, Lines: 1},
	}
	for i := range styles {
		if styles[i].Outcome != outcome.Correct {
			styles[i].Words = styles[i].Outcome.Words()
		}
	}
	return styles
}

// plain is the outline of a node that was not judged.
var plain = Style{Color: "#333333", Line: "solid", Width: 1.2, Lines: 1}

// styleOf is the outline of a node with that outcome, which may be none.
func styleOf(styles []Style, of outcome.Outcome) Style {
	for _, s := range styles {
		if s.Outcome == of {
			return s
		}
	}
	return plain
}
