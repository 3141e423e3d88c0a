package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	fastutf8 "github.com/segmentio/asm/utf8"
	"github.com/tidwall/gjson"
)

// MaxDepth is how many arrays and objects may be open at once in a record. Parsers
// recurse once per level, so the limit protects their stacks.
const MaxDepth = 1000

// Check reports why data is not a sound record: not UTF-8, nested deeper than
// [MaxDepth], or not exactly one JSON value. It returns nil where data is sound.
// The error's text is meant for [Fault.Reason]. Check is safe to call from many
// goroutines, which is the way to speed it up: see [File.Blocks].
func Check(data []byte) error {
	rec := Record{Data: data}
	return rec.check(nil)
}

// check reports why a record is not sound, and notes in it what is found on the
// way: its fields in memory that can be used again, or not at all where it is nil.
func (r *Record) check(memory []Field) error {
	if r.IsPlain {
		is := validate(r.Data)
		r.IsASCII = is.IsASCII()
		return wantUTF8(is)
	}
	f := flat{rest: r.Data, fields: memory}
	isFlat := f.object()
	if !isFlat || f.isWide {
		if err := wantUTF8(validate(r.Data)); err != nil {
			return err
		}
	}
	if isFlat {
		r.Fields, r.IsASCII, r.IsLiteral = f.fields, !f.isWide, !f.isCoded
		return nil
	}
	return checkJSON(r.Data)
}

// checkJSON is Check for any JSON.
func checkJSON(data []byte) error {
	switch {
	case deeperThan(data, MaxDepth):
		return reason(fmt.Sprintf("nested deeper than %d levels", MaxDepth))
	case !gjson.ValidBytes(data):
		return reason("not valid JSON" + syntaxDetail(data))
	}
	return nil
}

// validate tells ASCII and UTF-8, 32 bytes at a time. Over a text that has not as
// many the other package takes ten times as long.
func validate(data []byte) fastutf8.Validation {
	if len(data) >= 32 {
		return fastutf8.Validate(data)
	}
	all := byte(0)
	for _, c := range data {
		all |= c
	}
	switch {
	case all < utf8.RuneSelf:
		return fastutf8.ASCII
	case utf8.Valid(data):
		return fastutf8.UTF8
	}
	return fastutf8.Invalid
}

func wantUTF8(is fastutf8.Validation) error {
	if !is.IsUTF8() {
		return reason("not valid UTF-8")
	}
	return nil
}

// deeperThan tells whether more than limit arrays and objects are open at once.
func deeperThan(data []byte, limit int) bool {
	// Counting is many times faster than following the nesting, and nearly every
	// record has fewer brackets in all than the limit allows at once.
	if len(data) <= limit || bytes.Count(data, []byte("{"))+bytes.Count(data, []byte("[")) <= limit {
		return false
	}
	depth, inString := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inString && c == '\\':
			i++ // the next byte is escaped: it does not end the string
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			depth++
			if depth > limit {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// syntaxDetail says where data stops being JSON. It parses a second time, with
// the parser that explains itself; only faulty records pay for that.
func syntaxDetail(data []byte) string {
	var value json.RawMessage
	err := json.Unmarshal(data, &value)
	var syntax *json.SyntaxError
	switch {
	case !errors.As(err, &syntax):
		return ""
	case syntax.Error() == "unexpected end of JSON input":
		return " (cut off?)"
	}
	return fmt.Sprintf(": %v at byte %d", syntax, syntax.Offset)
}
