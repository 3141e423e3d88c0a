package multiplication

import "strconv"

// AppendScratchpad implements task.Instance: the published form, byte for byte.
func (p Instance) AppendScratchpad(dst []byte) []byte {
	w := newPadWriter(p, "\n")
	dst = w.opening(dst)
	for j := range len(p.y) {
		dst = w.row(dst, j)
	}
	return w.sum(dst)
}

// padWriter writes a scratchpad from front to end: each method appends a part.
type padWriter struct {
	p       Instance
	newline string
	step    int
	rows    [][]byte // the partial products so far, not shifted
	digits  []byte   // of all rows
}

func newPadWriter(p Instance, newline string) padWriter {
	return padWriter{p: p, newline: newline, rows: make([][]byte, 0, len(p.y)), digits: make([]byte, (len(p.x)+1)*len(p.y))}
}

// digitText is the digit of number at the place 10^i, as it is written.
func digitText(number string, i int) byte { return number[len(number)-1-i] }

// appendText appends all of these.
func appendText(b []byte, parts ...string) []byte {
	for _, s := range parts {
		b = append(b, s...)
	}
	return b
}

// appendNumber appends a number; strconv.AppendInt takes longer for those of a step.
func appendNumber(b []byte, n int) []byte {
	if n < 10 {
		return append(b, byte('0'+n))
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func (w *padWriter) opening(b []byte) []byte {
	return appendText(b, "Let's perform the multiplication step by step:", w.newline, w.newline)
}

func (w *padWriter) row(b []byte, j int) []byte {
	x, y, yj := w.p.x, w.p.y, digitText(w.p.y, j)
	if j > 0 {
		b = append(b, "Now, let's multiply "...)
	} else {
		b = append(b, "Let's multiply "...)
	}
	b = append(append(b, x...), " by the digit in the "...)
	b = append(append(b, placeName(j)...), " place of "...)
	b = append(append(b, y...), ", which is "...)
	b = appendText(append(b, yj, '.'), w.newline, w.newline)
	digits := w.digits[j*(len(x)+1):][:len(x)+1]
	at := len(digits)
	for i, c := range w.p.columns(j) {
		b = w.column(b, i, yj, c)
		at--
		digits[at] = byte('0' + c.written%10)
		if c.written >= 10 { // in the last column
			at--
			digits[at] = byte('0' + c.written/10)
		}
	}
	for at < len(digits)-1 && digits[at] == '0' {
		at++
	}
	w.rows = append(w.rows, digits[at:])
	w.step++
	b = append(appendNumber(b, w.step), ". The partial product for this step is "...)
	b = append(append(b, rowName(j)...), '=')
	b = append(append(b, w.rows[j]...), " which is the concatenation of the digits we found in each step."...)
	return appendText(b, w.newline, w.newline)
}

// column writes one step of a row, in which x is multiplied by the digit yj.
// Nearly all of a scratchpad is steps.
func (w *padWriter) column(b []byte, i int, yj byte, c column) []byte {
	w.step++
	xi := digitText(w.p.x, i)
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
	return append(append(b, '.'), w.newline...)
}

func (w *padWriter) sum(b []byte) []byte {
	b = appendNumber(append(b, "Now, let's sum the "...), len(w.rows))
	b = append(b, " partial product"...)
	if len(w.rows) > 1 {
		b = append(b, 's')
	}
	b = append(b, ' ')
	for j := range w.rows {
		b = appendText(b, w.before(j, ", ", " and "), rowName(j))
	}
	b = append(b, ", and take into account the position of each digit: "...)
	for j, row := range w.rows {
		b = appendText(b, w.before(j, ", ", " and "), rowName(j), "=")
		b = append(append(b, row...), " (from multiplication by "...)
		b = append(b, digitText(w.p.y, j))
		if j > 0 {
			b = appendText(b, " but shifted ", shiftWords(j), " to the left, so it becomes ")
			b = appendShifted(b, row, j)
		}
		b = append(b, ')')
	}
	b = append(b, ". The final answer is "...)
	for j, row := range w.rows {
		b = append(appendText(b, w.before(j, " + ", " + ")), row...)
		b = append(append(b, " x 1"...), zeros(j)...)
	}
	b = append(b, " = "...)
	for j, row := range w.rows {
		b = appendShifted(appendText(b, w.before(j, " + ", " + ")), row, j)
	}
	return append(append(append(b, " = "...), w.p.Answer()...), '.')
}

// appendShifted appends a row times 10^j.
func appendShifted(b, row []byte, j int) []byte {
	return append(append(b, row...), shiftZeros(string(row), j)...)
}

// before is what stands before row j in a list of the rows.
func (w *padWriter) before(j int, separator, last string) string {
	switch j {
	case 0:
		return ""
	case len(w.rows) - 1:
		return last
	}
	return separator
}
