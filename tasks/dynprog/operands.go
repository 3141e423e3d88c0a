package dynprog

// expected is the variable that the form has as term k of argument j of dp[i],
// none where it has no such term. Of a list of n numbers:
//
//	dp[n-1] = max(input[n-1], 0)
//	dp[n-2] = max(input[n-2], input[n-1], 0)
//	dp[i]   = max(dp[i+1], input[i] + dp[i+2], 0)
func expected(n, i, j, k int) ref {
	switch {
	case i >= n-2:
		if k == 0 && i+j < n {
			return ref{int32(i + j), inputVariable}
		}
	case j == 0 && k == 0:
		return ref{int32(i + 1), dpVariable}
	case j == 1 && k == 0:
		return ref{int32(i), inputVariable}
	case j == 1 && k == 1:
		return ref{int32(i + 2), dpVariable}
	}
	return ref{}
}

// operandsOf are the arguments of dp, without the 0 that belongs to the op. What
// the text does not say of them is taken from the form.
func (p *pad) operandsOf(s *step, n int) []sum {
	i, args := int(s.index), p.all(s.args)
	if len(args) == 0 { // "dp[1] = 4"
		var form []sum
		for j := 0; expected(n, i, j, 0) != (ref{}); j++ {
			form = append(form, p.formSum(n, i, j))
		}
		return form
	}
	last := len(args) - 1
	if t := p.each(args[last]); len(t) == 1 && t[0] == (term{value: "0"}) && (s.named || expected(n, i, last, 0) == ref{}) {
		args = args[:last]
	}
	if s.named {
		return args
	}
	for j := range args {
		terms := p.each(args[j])
		if len(terms) == 1 && expected(n, i, j, 1) != (ref{}) { // the text has added them up
			args[j] = p.formSum(n, i, j)
			args[j].total = terms[0].value
			continue
		}
		for k := range terms {
			terms[k].ref = expected(n, i, j, k)
		}
	}
	return args
}

// formSum is argument j of dp[i] as the form has it, in names.
func (p *pad) formSum(n, i, j int) sum {
	from := len(p.terms)
	for k := 0; expected(n, i, j, k) != (ref{}); k++ {
		p.terms = append(p.terms, term{ref: expected(n, i, j, k)})
	}
	return sum{terms: span{int32(from), int32(len(p.terms))}}
}

// isArgument reports whether the form has that variable in argument j of dp[i].
func isArgument(r ref, n, i, j int) bool {
	return r == expected(n, i, j, 0) || r == expected(n, i, j, 1)
}

// compared is which argument of dp[i] it is then compared with: the one
// that holds input[i].
func compared(n, i int) int {
	if i >= n-2 {
		return 0
	}
	return 1
}
