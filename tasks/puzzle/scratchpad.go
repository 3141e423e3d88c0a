package puzzle

import (
	"slices"
	"strconv"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// Parts of a scratchpad that its reader looks for.
const (
	padStep   = "Step "
	padSolved = "The puzzle is solved."
	padFinal  = "Final solution:"
	padHouse  = " in house "
	padIs     = " is "
)

// AppendScratchpad implements task.Instance: the form of METHOD.md section 3.3,
// byte for byte. Where one cell is asked for it has the steps to that cell only
// (one that just lends its clues to later ones gives no cells), and the answer in
// <answer> tags in place of the table.
func (p Instance) AppendScratchpad(dst []byte) []byte {
	steps, err := p.derivation()
	if err != nil {
		return dst
	}
	w := padWriter{p, dst}
	for i, step := range steps {
		w.step(i, step)
	}
	w.text(padSolved, "\n", padFinal, "\n")
	if p.asked != nil {
		w.text(openTag, p.valueAt(*p.asked), closeTag)
		return w.b
	}
	for h := range p.houses {
		if h > 0 {
			w.text("\n")
		}
		w.text("$ House: ", strconv.Itoa(h+1), " |")
		for _, a := range p.listing.attributes {
			w.text(" ", p.attributes[a.index].label, ": ", p.valueAt(logic.Cell{House: h, Attribute: a.index}), " |")
		}
	}
	return w.b
}

type padWriter struct {
	p Instance
	b []byte
}

func (w *padWriter) text(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

func (w *padWriter) step(i int, step logic.Step) {
	w.text(padStep, strconv.Itoa(i+1), ": ", []string{"First", "Then"}[min(i, 1)])
	if len(step.Clues) > 1 {
		w.text(" combining clues: ")
	} else {
		w.text(" applying clue: ")
	}
	for _, sentence := range w.p.listing.sentences(w.p.grid, step.Clues) {
		w.text("<", sentence, ">")
	}
	switch {
	case len(step.Clues) > 1:
		w.text(" Unique Values Rules and the fixed table structure.")
	case len(step.Cells) > 1:
		w.text(" and Unique Values")
	}
	if len(step.Cells) > 0 {
		w.text(" We know that ")
	}
	for h := range w.p.houses {
		for _, a := range w.p.listing.attributes {
			c := logic.Cell{House: h, Attribute: a.index}
			if slices.ContainsFunc(step.Cells, func(f logic.Finding) bool { return f.Cell == c }) {
				w.text("The ", w.p.attributes[a.index].label, padHouse, strconv.Itoa(h+1), padIs, w.p.valueAt(c), ". ")
			}
		}
	}
	w.text("\n")
}

// sentences are clues in the words and in the order of the question.
func (l *listing) sentences(p *grid, clues []int) []string {
	var positions []int
	for _, i := range clues {
		positions = append(positions, l.position[p.clues[i].text])
	}
	slices.Sort(positions)
	var list []string
	for _, k := range positions {
		list = append(list, l.clues[k].sentence)
	}
	return list
}
