package task

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// Prefilter is implemented by tasks that can tell at a glance most documents
// that have nothing to compile, as nearly all of the web has not.
type Prefilter interface {
	Task

	// MayCompile reports whether there may be anything of the task in a document.
	// It must do so wherever CompileTrace, or Parse of the question with the text
	// as Gold, returns anything but ErrNoSteps and ErrOtherTask; where it does not,
	// neither is called. Both are as they stand in the file, in JSON between the
	// quotes, so they are best looked at with MayHave. More text around them must
	// not make it false: a conversation is asked about as a whole, as question
	// and as text.
	MayCompile(question, text []byte) bool
}

// MayHave reports whether one of the marks is in a text or, if the text is of a
// JSON string, may be behind escapes of it: an equals sign may be \u003d. Marks
// have no quotes, slashes and control characters, which have more escapes, and
// no characters beyond U+FFFF. A backslash in front of one means one or two.
func MayHave(text []byte, marks ...string) bool {
	for _, mark := range marks {
		if mark[0] != '\\' && bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	for {
		at := bytes.IndexByte(text, '\\')
		if at < 0 {
			return false
		}
		if text = text[at:]; opensMark(text, marks) {
			return true
		}
		text = text[1:]
	}
}

// opensMark looks at a backslash for a mark that begins with one, and for the
// number of a character of ASCII, which may be any part of a mark, or of one that
// is in a mark.
func opensMark(text []byte, marks []string) bool {
	for _, mark := range marks {
		if mark[0] == '\\' && bytes.HasPrefix(text, []byte(mark)) {
			return true
		}
	}
	if len(text) < 6 || text[1] != 'u' {
		return false
	}
	r, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return false
	}
	isIn := func(mark string) bool { return strings.ContainsRune(mark, rune(r)) }
	return ' ' <= r && r < 0x80 || slices.ContainsFunc(marks, isIn)
}

// HasDigit reports whether a text has a digit; escapes for one have some.
func HasDigit(text []byte) bool { return bytes.ContainsAny(text, "0123456789") }
