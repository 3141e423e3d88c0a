package multiplication

import "strconv"

// AppendScratchpad implements task.Instance: the published form, byte for byte.
func (p Instance) AppendScratchpad(dst []byte) []byte {
	w := newPadWriter(p, dst)
	w.opening()
	for j := range len(p.y) {
		w.row(j)
	}
	w.sum()
	return w.b
}

// padWriter writes a scratchpad from front to end.
type padWriter struct {
	p       Instance
	b       []byte
	newline string // as the text has it
	step    int
	rows    []string // the partial products so far, not shifted
	spelled []byte   // for one of them, from the right
}

func newPadWriter(p Instance, dst []byte) padWriter {
	return padWriter{p: p, b: dst, newline: "\n", rows: make([]string, 0, len(p.y)), spelled: make([]byte, len(p.x)+1)}
}

func (w *padWriter) opening() {
	w.text("Let's perform the multiplication step by step:", w.newline, w.newline)
}

// digitText is the digit of number at the place 10^i, as it is written.
func digitText(number string, i int) byte { return number[len(number)-1-i] }

func (w *padWriter) text(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

func (w *padWriter) row(j int) {
	x, y, yj := w.p.x, w.p.y, digitText(w.p.y, j)
	if j > 0 {
		w.text("Now, let's")
	} else {
		w.text("Let's")
	}
	w.text(" multiply ", x, " by the digit in the ", placeName(j), " place of ", y, ", which is ")
	w.b = append(w.b, yj, '.')
	w.text(w.newline, w.newline)
	at := len(w.spelled)
	for i, c := range w.p.columns(j) {
		w.column(i, yj, c)
		at--
		w.spelled[at] = byte('0' + c.written%10)
		if c.written >= 10 { // in the last column
			at--
			w.spelled[at] = byte('0' + c.written/10)
		}
	}
	w.rows = append(w.rows, trimZeros(string(w.spelled[at:])))
	w.step++
	w.b = appendNumber(w.b, w.step)
	w.text(". The partial product for this step is ", rowName(j), "=", w.rows[j], " which is the concatenation of the digits we found in each step.", w.newline, w.newline)
}

// column writes one step of a row, in which x is multiplied by the digit yj.
// Nearly all of a scratchpad is steps.
func (w *padWriter) column(i int, yj byte, c column) {
	w.step++
	b, xi := w.b, digitText(w.p.x, i)
	b = append(appendNumber(b, w.step), ". Multiply "...)
	b = append(append(b, yj), " by the digit in the "...)
	b = append(append(b, placeName(i)...), " place of "...)
	b = append(append(b, w.p.x...), ", which is "...)
	if c.carryIn != 0 {
		b = append(append(b, xi), ". Add the carryover from the previous step to account for this. This gives ("...)
		b = append(b, xi, ' ', 'x', ' ', yj, ')', ' ', '+', ' ')
		b = appendNumber(b, c.carryIn)
	} else {
		b = append(append(b, xi), ". This gives "...)
		b = append(b, xi, ' ', 'x', ' ', yj)
	}
	b = appendNumber(append(b, " = "...), c.t)
	b = appendNumber(append(b, ". Write down the result "...), c.written)
	if c.carryOut != 0 {
		b = appendNumber(append(b, " and carry over the "...), c.carryOut)
		b = append(b, " to the next step"...)
	}
	w.b = append(append(b, '.'), w.newline...)
}

// appendNumber is strconv.AppendInt, which takes longer for the numbers that a
// step has.
func appendNumber(b []byte, n int) []byte {
	if n < 10 {
		return append(b, byte('0'+n))
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func (w *padWriter) sum() {
	m := len(w.rows)
	w.text("Now, let's sum the ")
	w.b = appendNumber(w.b, m)
	w.text(" partial product")
	if m > 1 {
		w.text("s")
	}
	w.text(" ")
	w.join(", ", " and ", func(j int) { w.text(rowName(j)) })
	w.text(", and take into account the position of each digit: ")
	w.join(", ", " and ", func(j int) {
		w.text(rowName(j), "=", w.rows[j], " (from multiplication by ")
		w.b = append(w.b, digitText(w.p.y, j))
		if j > 0 {
			w.text(" but shifted ", shiftWords(j), " to the left, so it becomes ")
			w.shifted(j)
		}
		w.text(")")
	})
	w.text(". The final answer is ")
	w.join(" + ", " + ", func(j int) { w.text(w.rows[j], " x 1", zeros(j)) })
	w.text(" = ")
	w.join(" + ", " + ", w.shifted)
	w.text(" = ", w.p.Answer(), ".")
}

// shifted writes row j times 10^j.
func (w *padWriter) shifted(j int) {
	w.text(w.rows[j])
	if w.rows[j] != "0" {
		w.text(zeros(j))
	}
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
