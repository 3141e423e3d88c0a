// Package record reads the raw records of training files and transcripts: JSONL,
// JSON arrays, laid-out JSON and plain text, as they are or compressed, Parquet
// files and SQLite databases, of any size, in bounded memory. It finds where
// records start and end and whether they are sound; what they mean is for the
// caller. A record is JSON, which a row of a table is made, an object of its columns;
// or the text of a document of plain text.
//
//	paths, err := record.Expand(args) // directories and patterns to files
//	for _, path := range paths {
//		f, err := record.Open(path, record.Options{})
//		...
//		for rec, err := range f.Records() {
//			var fault *record.Fault
//			switch {
//			case errors.As(err, &fault): // this record is bad: count it, go on
//			case err != nil:             // the file is bad: this is the last item
//			default:                     // use rec.Data before the next turn
//			}
//		}
//		f.Close()
//	}
//
// A byte passes through the package in these steps, about one file of code each.
//
// 1. Names (expand.go). [Expand] turns command-line arguments into files:
// directories are searched, patterns matched, repeats dropped.
//
// 2. Raw bytes (raw.go). Every byte read from the file is counted, for progress,
// and hashed (hash.go), so that the database can say exactly which file was
// indexed, without reading it a second time. SHA-256 takes longer than all else
// that is done to a text with nothing in it, so it has a goroutine where another
// reads ahead (aside.go).
//
// 3. Decompression (compress.go). The first bytes tell gzip and zstd from plain
// text; names are not trusted. Errors of the decoders become sentences that say
// whether the file is truncated, corrupt or unreadable, or unpacks to far more
// than it should.
//
// 4. Format (format.go) and layout (sniff.go). Parquet and SQLite show themselves
// in their first bytes. A file that is called .txt, .text or .md is plain text
// unless it starts with a JSON object; all other text is JSON, since JSONL that
// starts with junk must not pass for text. [Options] may say otherwise. The first
// 8 KiB of JSON show how records are laid out. Text that starts with [ is an array
// of records. Text whose first line is a
// lone { is one or more JSON documents laid out over many lines, as Python's
// json.dump(indent=2) and jq write them. All else is JSONL. Binary files, UTF-16
// and other people's formats are refused here, by name where known.
//
// 5. Reading. A plain file whose records end with marks, lines of JSON or documents
// of plain text, is read by the goroutines that go over its records, piece by piece
// (pieces.go); what has to be done in turn, the sum and step 6, is done by whichever
// is there. Of all else a goroutine does steps 2 and 3 some chunks ahead of the
// consumer (readahead.go), so that decompression and parsing overlap. It ends when the
// consumer leaves the loop, and when the file is closed.
//
// 6. Cutting. Lines and documents of plain text are found in a piece or a chunk while
// it is in the processor's cache (marks.go); what has no mark yet is put in front of
// the next one (cutter.go). The records of an array, or of JSON that is laid out over
// many lines, are taken one by one (text.go, then array.go or documents.go, with
// value.go). A record inside one chunk is a slice of it, not copied; only one that
// crosses the border of two chunks is put together in a buffer. No record costs an
// allocation.
//
// Tables take another way in place of 5 and 6: parquet.go reads row group by row
// group, sqlite.go runs a query. Both read at random, and read the file from front
// to end as well for its hash. A Parquet file's footer says what is in it
// (parquetthrift.go, parquetschema.go); the pages of each column are read
// (parquetpages.go), unpacked (parquetcodec.go) and taken apart value by value
// (parquetvalues.go, parquetdelta.go, parquetbits.go), and parquetnodes.go puts the
// columns together again. None of it believes a count or a length that it has not
// seen the bytes of, since a file of a few bytes may claim billions.
//
// 7. Checking (check.go). [Check] refuses what is not UTF-8, not JSON, or nested
// so deeply that it would endanger a recursive parser. Most records are flat
// objects (flat.go, and plain_amd64.s for the bytes that need no thought), of which
// it also notes the fields, so that nobody has to look for them again. It takes most
// of the time, so records can be had in blocks (block.go), which are handed to
// workers as they are and checked there. The memory of chunks (chunk.go) and blocks
// is used again (spare.go).
//
// Two things can go wrong, and they are kept apart (fault.go): a faulty record is
// a [Fault], and reading goes on after it; a faulty file ends the reading with
// any other error.
package record
