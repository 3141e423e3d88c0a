package task

import (
	"bytes"
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
// no characters beyond U+FFFF. A backslash in them means one or two.
func MayHave(text []byte, marks ...string) bool {
	for _, mark := range marks {
		if bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	return hasEscape(text, marks)
}

// hasEscape looks for the number of a character of ASCII, which may be any part
// of a mark, or of one that is in a mark.
func hasEscape(text []byte, marks []string) bool {
	for {
		at := bytes.IndexByte(text, '\\')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		if len(text) < 5 || text[0] != 'u' {
			continue
		}
		r, err := strconv.ParseUint(string(text[1:5]), 16, 16)
		if err != nil {
			continue
		}
		if ' ' <= r && r < 0x80 {
			return true
		}
		for _, mark := range marks {
			if strings.ContainsRune(mark, rune(r)) {
				return true
			}
		}
	}
}

// HasDigit reports whether a text has a digit; escapes for one have some.
func HasDigit(text []byte) bool { return bytes.ContainsAny(text, "0123456789") }
