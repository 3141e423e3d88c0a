package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The names of layouts, as [File.Format] gives them.
const (
	formatLines   = "jsonl"
	formatJSON    = "json"
	formatText    = "text"
	formatParquet = "parquet"
	formatSQLite  = "sqlite"
)

// Formats are the values of [Options.Format]. The binary formats are not among
// them: they show what they are.
func Formats() []string { return []string{formatJSON, formatText} }

// layoutOf finds how the records of a file are laid out, from its options, its
// name and the first bytes of its text. A table needs access at random.
func (opt *Options) layoutOf(name string, head []byte, random bool) (found layout, err error) {
	starts := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case opt.Format != "" && !slices.Contains(Formats(), opt.Format):
		return layout{}, fmt.Errorf("unknown format %q: use %s", opt.Format, strings.Join(Formats(), " or "))
	case opt.Format == "" && (starts(parquetMagic) || starts(sqliteMagic)):
		found, err = tableLayout(head, random)
	case opt.Format == formatText || opt.Format == "" && isNamedText(name) && !startsWithObject(head):
		found, err = opt.textLayout(), refuseBinary(head)
	default:
		found, err = opt.sniff(head)
	}
	switch {
	case err != nil:
		return layout{}, err
	case opt.Query != "" && found.name != formatSQLite:
		return layout{}, fmt.Errorf("a query is for SQLite databases, and this is %s; leave --query out", found.name)
	case opt.Separator != "" && found.name != formatText:
		return layout{}, fmt.Errorf("a separator is for plain text, and this looks like %s; say --input-format text, or leave --separator out", found.name)
	}
	return found, nil
}

// textLayout is that of plain text.
func (opt *Options) textLayout() layout {
	separator := opt.Separator
	if separator == "" {
		separator = DefaultSeparator
	}
	return layout{name: formatText, marks: &marks{mark: []byte(separator), isPlain: true, maxRecord: opt.MaxRecord}}
}

// tableLayout is that of a Parquet file or an SQLite database.
func tableLayout(head []byte, random bool) (layout, error) {
	found, what := layout{name: formatParquet, rows: parquetRows}, "a Parquet file"
	if bytes.HasPrefix(head, []byte(sqliteMagic)) {
		found, what = layout{name: formatSQLite, rows: sqliteRows}, "an SQLite database"
	}
	switch {
	case !random:
		return layout{}, fmt.Errorf("this is %s, in a stream or compressed, where it cannot be read; unpack it and name the file", what)
	case isOurs(head):
		return layout{}, errors.New("this is a graphcov database, made from training data; give the training data itself")
	}
	return found, nil
}

// isNamedText tells whether a file is called plain text. A name alone decides only
// between text and JSON, and JSON without a good name is still found to be JSON:
// what is to be JSONL but starts with junk must not pass for text.
func isNamedText(name string) bool {
	return slices.Contains([]string{".txt", ".text", ".md"}, ending(name))
}

// startsWithObject tells whether a text starts with a JSON object, alone or in an
// array, complete or not. "[1] A footnote" does not.
func startsWithObject(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), whiteSpace)
	if inside, ok := bytes.CutPrefix(head, []byte("[")); ok {
		head = bytes.TrimLeft(inside, whiteSpace)
	}
	if !bytes.HasPrefix(head, []byte("{")) {
		return false
	}
	var object json.RawMessage
	err := json.NewDecoder(bytes.NewReader(head)).Decode(&object)
	return !errors.As(err, new(*json.SyntaxError)) // but it may go on after the head
}
