package dot

// Style is how the outline of a node shows an outcome. No two outcomes differ
// in colour alone: the lines differ, too, and the box says it in words.
type Style struct {
	Outcome string  `json:"outcome"` // as in the table outcome
	Words   string  `json:"words"`   // what the box says; empty: nothing, since all is well
	Color   string  `json:"color"`   // of the line, with a contrast of at least 3 to 1 on white
	Line    string  `json:"line"`    // solid, dashed, dotted
	Width   float64 `json:"width"`   // in points
	Lines   int     `json:"lines"`   // 2: a double line
}

// outcomeCorrect is the outcome about which there is nothing to say.
const outcomeCorrect = "correct"

// Styles are those of all outcomes of nodes, in the order of METHOD.md section 4.
func Styles() []Style {
	return []Style{
		{outcomeCorrect, "", "#333333", "solid", 1.2, 1},
		{"local", "miscalculated here", "#c2410c", "solid", 3.5, 1},
		{"propagation", "right step on wrong values", "#7a5c00", "dashed", 3, 1},
		{"restoration_masked", "right, the error was masked", "#00695c", "dotted", 3, 1},
		{"restoration_unexplained", "right, out of nowhere", "#8e2a8b", "solid", 2, 2},
		{"missing", "missing", "#6b6b6b", "dashed", 1.2, 1},
	}
}

// plain is the outline of a node that was not judged.
var plain = Style{Color: "#333333", Line: "solid", Width: 1.2, Lines: 1}

// styleOf is the outline of a node with that outcome, which may be none.
func styleOf(styles []Style, outcome string) Style {
	for _, s := range styles {
		if s.Outcome == outcome {
			return s
		}
	}
	return plain
}
