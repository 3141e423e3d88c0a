package multiplication

import "strconv"

// AppendScratchpad implements task.Instance: the published form, byte for byte.
func (p Instance) AppendScratchpad(dst []byte) []byte {
	w := padWriter{p: p, b: dst}
	w.text("Let's perform the multiplication step by step:\n\n")
	for j := range len(p.y) {
		w.row(j)
	}
	w.sum()
	return w.b
}

type padWriter struct {
	p    Instance
	b    []byte
	step int
	rows []string // the partial products so far, not shifted
}

func (w *padWriter) text(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

func (w *padWriter) stepNumber() {
	w.step++
	w.b = append(strconv.AppendInt(w.b, int64(w.step), 10), ". "...)
}

func (w *padWriter) row(j int) {
	x, y := w.p.x, w.p.y
	yj := strconv.Itoa(digitAt(y, j))
	if j > 0 {
		w.text("Now, let's")
	} else {
		w.text("Let's")
	}
	w.text(" multiply ", x, " by the digit in the ", placeName(j), " place of ", y, ", which is ", yj, ".\n\n")
	spelled := ""
	for i, c := range w.p.columns(j) {
		xi := strconv.Itoa(digitAt(x, i))
		w.stepNumber()
		w.text("Multiply ", yj, " by the digit in the ", placeName(i), " place of ", x, ", which is ", xi, ". ")
		if c.carryIn != 0 {
			w.text("Add the carryover from the previous step to account for this. This gives (", xi, " x ", yj, ") + ", strconv.Itoa(c.carryIn))
		} else {
			w.text("This gives ", xi, " x ", yj)
		}
		w.text(" = ", strconv.Itoa(c.t), ". Write down the result ", strconv.Itoa(c.written))
		if c.carryOut != 0 {
			w.text(" and carry over the ", strconv.Itoa(c.carryOut), " to the next step")
		}
		w.text(".\n")
		spelled = strconv.Itoa(c.written) + spelled
	}
	w.rows = append(w.rows, trimZeros(spelled))
	w.stepNumber()
	w.text("The partial product for this step is ", rowName(j), "=", w.rows[j], " which is the concatenation of the digits we found in each step.\n\n")
}

func (w *padWriter) sum() {
	m := len(w.rows)
	w.text("Now, let's sum the ", strconv.Itoa(m), " partial product")
	if m > 1 {
		w.text("s")
	}
	w.text(" ")
	w.join(", ", " and ", func(j int) { w.text(rowName(j)) })
	w.text(", and take into account the position of each digit: ")
	w.join(", ", " and ", func(j int) {
		w.text(rowName(j), "=", w.rows[j], " (from multiplication by ", strconv.Itoa(digitAt(w.p.y, j)))
		if j > 0 {
			w.text(" but shifted ", shiftWords(j), " to the left, so it becomes ", shift(w.rows[j], j))
		}
		w.text(")")
	})
	w.text(". The final answer is ")
	w.join(" + ", " + ", func(j int) { w.text(w.rows[j], " x 1", zeros(j)) })
	w.text(" = ")
	w.join(" + ", " + ", func(j int) { w.text(shift(w.rows[j], j)) })
	w.text(" = ", w.p.Answer(), ".")
}

// join writes one part for each row, with another separator before the last.
func (w *padWriter) join(separator, last string, part func(j int)) {
	for j := range w.rows {
		switch {
		case j == 0:
		case j == len(w.rows)-1:
			w.text(last)
		default:
			w.text(separator)
		}
		part(j)
	}
}
