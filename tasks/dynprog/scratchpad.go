package dynprog

import "strconv"

// The published files come in two forms. A prompt is the opening, the list, and
// the ending; a completion ends with stop. The two forms of the same list:
//
//	Let's solve input = [3, 2]. \n\n###\n\n     dp[1] = max(input[1], 0) = .. output=[1, 2]. ###
//	Given a sequence .. input = [3, 2] \n\n###\n\n      output = [1, 2] ###
//
// The files of all lengths are alike, with one exception: with a scratchpad of
// n=2 there are two empty lines after the dp lines, else one. (There is no file
// of n=1 with a scratchpad; it is written with one empty line here.) Without a
// scratchpad, n=1 to 4 list every input of -5 to 5, and their records lack the
// fields raw_input and raw_output; n=6, 8 and 10 are samples of 1,000 inputs
// with numbers up to 6.
const (
	askScratchpad = "Let's solve input = "
	askTask       = "Given a sequence of integers, find a subsequence with the highest sum"
	askAnswer     = askTask + ", such that no two numbers in the subsequence are adjacent in the original sequence.\n\n" +
		"Output a list with \"1\" for chosen numbers and \"2\" for unchosen ones. If multiple solutions exist, select the lexicographically smallest. input = "
	promptEnd = " \n\n###\n\n"
	stop      = " ###"

	openChoices = "Finally, we reconstruct the lexicographically smallest subsequence that fulfills the task objective by selecting numbers as follows. " +
		"We store the result on a list named \"output\"."
)

// AppendScratchpadPrompt appends the published prompt that asks for a scratchpad.
func (p Instance) AppendScratchpadPrompt(dst []byte) []byte {
	dst = appendList(append(dst, askScratchpad...), p.values)
	return append(append(dst, '.'), promptEnd...)
}

// AppendAnswerPrompt appends the published prompt that asks for the answer
// alone: Question and its ending.
func (p Instance) AppendAnswerPrompt(dst []byte) []byte {
	dst = appendList(append(dst, askAnswer...), p.values)
	return append(dst, promptEnd...)
}

// AppendAnswer appends the published completion that is the answer alone.
func (p Instance) AppendAnswer(dst []byte) []byte {
	dst = work(p.values).appendOutput(append(dst, " output = "...))
	return append(dst, stop...)
}

// AppendScratchpad implements task.Instance: the published completion, byte for
// byte, with the blank before its first line and the stop after the last.
func (p Instance) AppendScratchpad(dst []byte) []byte {
	r, n := work(p.values), len(p.values)
	w := padWriter{p.values, r, append(dst, ' ')}
	for i := n - 1; i >= 0; i-- {
		w.sum(i)
	}
	if n == 2 {
		w.text("\n")
	}
	w.text("\n" + openChoices + "\n\nLet can_use_next_item = True.\n")
	for i := range n {
		w.choice(i)
	}
	w.text("\nReconstructing all together, output=")
	w.b = r.appendOutput(w.b)
	w.text("." + stop)
	return w.b
}

type padWriter struct {
	values []string
	run
	b []byte
}

func (w *padWriter) text(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

func (w *padWriter) name(of string, i int) {
	w.b = append(append(w.b, of...), '[')
	w.b = append(strconv.AppendInt(w.b, int64(i), 10), ']')
}

// sum writes the line of dp[i]: once with names, once with numbers.
func (w *padWriter) sum(i int) {
	n := len(w.values)
	w.name("dp", i)
	w.text(" = max(")
	switch i {
	case n - 1:
		w.name("input", i)
		w.text(", 0) = max(", w.values[i])
	case n - 2:
		w.name("input", i)
		w.text(", ")
		w.name("input", i+1)
		w.text(", 0) = max(", w.values[i], ", ", w.values[i+1])
	default:
		w.name("dp", i+1)
		w.text(", ")
		w.namePlus(i)
		w.text(", 0) = max(", w.dp[i+1], ", ")
		w.plusOf(i)
	}
	w.text(", 0) = ", w.dp[i], "\n")
}

// namePlus and plusOf write what dp[i] is compared with: in names, in numbers.
func (w *padWriter) namePlus(i int) {
	w.name("input", i)
	if i+2 < len(w.values) {
		w.text(" + ")
		w.name("dp", i+2)
	}
}

func (w *padWriter) plusOf(i int) {
	w.text(w.values[i])
	if i+2 < len(w.values) {
		w.text(" + ", w.dp[i+2])
	}
}

// choice writes the line "Since dp[i] ..". It says != of equal sides, too,
// where the number may not be chosen because the one before it was.
func (w *padWriter) choice(i int) {
	sign, condition, next := " != ", ") or can_use_next_item == False", "True"
	if w.choices[i].use {
		sign, condition, next = " == ", ") and can_use_next_item == True", "False"
	}
	w.text("Since ")
	w.name("dp", i)
	w.text(sign)
	w.namePlus(i)
	w.text(" (", w.dp[i], sign)
	w.plusOf(i)
	w.text(condition, ", we store ")
	w.name("output", i)
	w.text(" = ", picked(w.choices[i].use), ".")
	if i < len(w.values)-1 {
		w.text(" We update can_use_next_item = ", next, ".")
	}
	w.text("\n")
}
