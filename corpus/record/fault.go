package record

import "fmt"

// Fault is a faulty record: it is reported and skipped, and reading goes on with
// the next. Every other error from [File.Records] ends the file.
type Fault struct {
	Path   string `json:"path"`   // of the file, as given to Open
	Line   int    `json:"line"`   // 1-based: line of the decompressed file where the record starts; document of plain text; row of a table
	Reason string `json:"reason"` // what is wrong, e.g. "not valid UTF-8"
}

// Error gives "train.jsonl:17: not valid UTF-8".
func (f *Fault) Error() string {
	return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, f.Reason)
}

// reason says why one record is faulty. The splitters and [Check] know the reason
// but not the file; [File.Records] makes a Fault of the two. An error of any
// other type is fatal to the file.
type reason string

func (r reason) Error() string { return string(r) }
