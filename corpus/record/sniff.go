package record

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
)

// sniffLen is how much of the text is looked at before reading, in bytes.
const sniffLen = 8 << 10

// byteOrderMark may precede UTF-8 text; it is not part of the JSON.
const byteOrderMark = "\xef\xbb\xbf"

// layout is how the records of a file are laid out. It has marks, split or rows.
type layout struct {
	name string // as [File.Format] gives it

	// marks end the records.
	marks *marks

	// split hands out the records of a text, and reasons where there should be
	// one. Its consumer stops after any other error: the text is then at an end.
	split func(*text) iter.Seq2[Record, error]

	// rows does the same for a table, in a file that is read at random.
	rows func(*File) iter.Seq2[Record, error]
}

// sniff finds the layout of a JSON text from its first bytes. It returns an error
// for what is not JSON text at all.
func (opt *Options) sniff(head []byte) (layout, error) {
	if err := refuseBinary(head); err != nil {
		return layout{}, err
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), whiteSpace)
	firstLine, _, cut := bytes.Cut(start, []byte("\n"))
	switch {
	case bytes.HasPrefix(start, []byte("[")):
		return layout{name: formatJSON, split: splitArray}, nil
	case cut && string(bytes.TrimRight(firstLine, whiteSpace)) == "{":
		return layout{name: formatJSON, split: splitDocuments}, nil
	}
	return layout{name: formatLines, marks: &marks{mark: []byte("\n"), maxRecord: opt.MaxRecord}}, nil
}

// refuseBinary returns an error that names what the file is, if it is no text.
func refuseBinary(head []byte) error {
	starts := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	what := ""
	switch {
	case starts(sqliteMagic):
		what = "an SQLite database"
	case starts(parquetMagic):
		what = "a Parquet file"
	case starts("PARE") && bytes.IndexByte(head, 0) >= 0: // PARENT may be how a text starts
		what = "an encrypted Parquet file (decrypt it first)"
	case starts("ARROW1"):
		what = "an Arrow file"
	case starts("PK\x03\x04"):
		what = "a zip archive"
	case starts("\xfd7zXZ\x00"):
		what = "an xz file"
	case starts("BZh"):
		what = "a bzip2 file"
	case starts("7z\xbc\xaf\x27\x1c"):
		what = "a 7-Zip archive"
	case starts("%PDF-"):
		what = "a PDF document"
	case starts("\x89HDF"):
		what = "an HDF5 file"
	case starts("\x93NUMPY"):
		what = "a NumPy array"
	case len(head) > 262 && string(head[257:262]) == "ustar":
		what = "a tar archive (unpack it first)"
	case detectCompression(head) != plain:
		what = fmt.Sprintf("compressed twice (%s inside; unpack it once)", detectCompression(head))
	case starts("\xff\xfe"), starts("\xfe\xff"):
		return errors.New("text is UTF-16; convert it with: iconv -f UTF-16 -t UTF-8")
	case bytes.IndexByte(head, 0) >= 0:
		what = "binary (it has NUL bytes)"
	default:
		return nil
	}
	return fmt.Errorf("this is %s; give JSONL, JSON or plain text, as it is, .gz or .zst", what)
}
