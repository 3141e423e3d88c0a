package task

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Prefilter is implemented by tasks that can tell at a glance most documents
// that have nothing to compile, as nearly all of the web has not.
type Prefilter interface {
	Task

	// MayCompile reports whether there may be anything of the task in a document.
	// It must do so wherever CompileTrace, or Parse of the question with the text
	// as Gold, returns anything but ErrNoSteps and ErrOtherTask; where it does not,
	// neither is called. Both are best looked at with MayHave. More text around
	// them must not make it false: a conversation is asked about as a whole, as
	// question and as text.
	MayCompile(question, text Written) bool
}

// Written is a text as it stands in a file: as it is or, in JSON, between the
// quotes. What is known of it saves looks at it.
type Written struct {
	Text      []byte
	IsJSON    bool // it stands in JSON
	IsASCII   bool // no character of Text is beyond ASCII
	IsLiteral bool // no escape in Text stands for a part of a mark: none is \u or \\
}

// MayHave reports whether one of the marks is in a text or, if the text is of a
// JSON string, may be behind escapes of it: an equals sign may be \u003d. Marks
// have no quotes, slashes and control characters, which have more escapes, and
// no characters beyond U+FFFF. A backslash in front of one means one or two.
func MayHave(w Written, marks ...string) bool {
	text := w.Text
	for _, mark := range marks {
		if w.IsASCII && mark[0] >= utf8.RuneSelf {
			continue
		}
		if mark[0] != '\\' && bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	if w.IsLiteral {
		return false
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
func HasDigit(w Written) bool { return bytes.ContainsAny(w.Text, "0123456789") }
