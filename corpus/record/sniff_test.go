package record

import (
	"strings"
	"testing"
)

func TestSniff(t *testing.T) {
	tests := []struct {
		name, head, want string // want: format or, where there is a space, the error
	}{
		{"empty", "", "jsonl"},
		{"blank", " \n", "jsonl"},
		{"lines", "{}\n{}", "jsonl"},
		{"array", "\n [1]", "json"},
		{"marked array", "\ufeff[", "json"},
		{"document", "\n{\r\n}", "json"},
		{"lone brace at the end of the file", "{", "jsonl"},
		{"object on one line", "{}\n", "jsonl"},
		{"SQLite", "SQLite format 3\x00\x10", "this is an SQLite database, in a stream or compressed, where it cannot be read; unpack it and name the file"},
		{"Parquet", "PAR1\x15\x04", "a Parquet file"},
		{"encrypted Parquet", "PARE\x18\x00", "an encrypted Parquet file (decrypt it first)"},
		{"no encrypted Parquet", "PARENTS: \"\"", "jsonl"},
		{"Arrow", "ARROW1\x00\x00", "an Arrow file"},
		{"zip", "PK\x03\x04", "this is a zip archive; give JSONL, JSON or plain text, as it is, .gz or .zst"},
		{"xz", "\xfd7zXZ\x00", "an xz file"},
		{"bzip2", "BZh91AY", "a bzip2 file"},
		{"7-Zip", "7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
		{"PDF", "%PDF-1.4", "a PDF document"},
		{"HDF5", "\x89HDF\r\n", "an HDF5 file"},
		{"NumPy", "\x93NUMPY", "a NumPy array"},
		{"tar", "train.jsonl" + strings.Repeat("\x00", 246) + "ustar\x00", "a tar archive (unpack it first)"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "text is UTF-16; convert it with: iconv -f UTF-16 -t UTF-8"},
		{"NUL", "{}\n{\x00}", "this is binary (it has NUL bytes)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := NewFile("f", strings.NewReader(test.head), Options{})
			if strings.Contains(test.want, " ") {
				checkError(t, err, test.want)
				checkError(t, err, "f: ")
				return
			}
			checkError(t, err, "")
			if f.Format() != test.want {
				t.Errorf("format is %q; want %q", f.Format(), test.want)
			}
		})
	}
}

func TestSniffSeesThroughCompression(t *testing.T) {
	_, err := read(t, gzipOf(t, "PAR1"), Options{}, chunkSize)
	checkError(t, err, "a Parquet file")
	_, err = read(t, gzipOf(t, string(gzipOf(t, "{}"))), Options{}, chunkSize)
	checkError(t, err, "compressed twice (gzip inside; unpack it once)")
	_, err = read(t, zstdOf(t, strings.Repeat(" ", sniffLen-1)+"\x00"), Options{}, chunkSize)
	checkError(t, err, "binary")
	_, err = read(t, zstdOf(t, strings.Repeat(" ", sniffLen)+"\x00"), Options{}, chunkSize)
	checkError(t, err, "") // beyond what is looked at, it is a faulty record
}
