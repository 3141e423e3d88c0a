package dynprog

// run is the algorithm on one list, step by step.
type run struct {
	dp      []string // the highest sum from i on
	plus    []string // input[i] + dp[i+2]; for the last two input[i] itself
	choices []choice
}

type choice struct{ can, equal, use bool }

// work runs the algorithm: the sums from the end of the list to its front, the
// choices from the front to the end. Taking every number that loses nothing, as
// early as possible, gives the lexicographically smallest list, 1 being chosen.
func work(values []string) run {
	n := len(values)
	sums := make([]string, 2*n)
	r := run{dp: sums[:n], plus: sums[n:], choices: make([]choice, n)}
	for i := n - 1; i >= 0; i-- {
		r.plus[i] = values[i]
		if i+2 < n {
			r.plus[i] = add(values[i], r.dp[i+2])
		}
		r.dp[i] = max0(r.plus[i])
		if i+1 < n && less(r.dp[i], r.dp[i+1]) {
			r.dp[i] = r.dp[i+1]
		}
	}
	can := true
	for i := range n {
		c := choice{can: can, equal: r.dp[i] == r.plus[i]}
		c.use = c.equal && c.can
		r.choices[i] = c
		can = !c.use
	}
	return r
}

// output is the answer in canonical form.
func (r run) output() string {
	return string(r.appendOutput(make([]byte, 0, 3*len(r.choices)+1)))
}

func (r run) appendOutput(dst []byte) []byte {
	for i, c := range r.choices {
		dst = append(dst, listMark(i)...)
		dst = append(dst, picked(c.use)...)
	}
	return append(dst, ']')
}

// appendList writes a list in its canonical form, [2, 1, 2].
func appendList(dst []byte, elements []string) []byte {
	if len(elements) == 0 {
		dst = append(dst, '[')
	}
	for i, e := range elements {
		dst = append(dst, listMark(i)...)
		dst = append(dst, e...)
	}
	return append(dst, ']')
}

// listMark is what stands before element i of a list.
func listMark(i int) string {
	if i == 0 {
		return "["
	}
	return ", "
}

// picked is the output for a number that is chosen, or not.
func picked(use bool) string {
	if use {
		return "1"
	}
	return "2"
}

// truth is the canonical value of a truth.
func truth(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
