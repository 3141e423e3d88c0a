package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/record"
)

// Account says what became of the documents of one file: every one is
// compiled, empty or rejected.
type Account struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Format string `json:"format"`

	Documents int64 `json:"documents"`  // records read
	Compiled  int64 `json:"compiled"`   // turned into a graph and counted
	Empty     int64 `json:"empty"`      // nothing of the task in them
	Rejected  int64 `json:"rejected"`   // faulty records
	FromTrace int64 `json:"from_trace"` // of the compiled: from the steps in the text
	FromInput int64 `json:"from_input"` // and from the problem alone
	Bytes     int64 `json:"bytes"`      // of the records, uncompressed
	Size      int64 `json:"size"`       // of the file

	// Skipped is why the file was left out as a whole, empty where it was not.
	Skipped string `json:"skipped,omitempty"`
}

func (a *Account) add(b Account) {
	a.Documents += b.Documents
	a.Compiled += b.Compiled
	a.Empty += b.Empty
	a.Rejected += b.Rejected
	a.FromTrace += b.FromTrace
	a.FromInput += b.FromInput
	a.Bytes += b.Bytes
}

// RejectLimit is how many faulty records a run bears: a number, or a share of
// all records. The zero value bears none.
type RejectLimit struct {
	Count   int64
	Percent float64 // of all records, where IsShare
	IsShare bool
}

// ParseRejectLimit reads "20" or "1%".
func ParseRejectLimit(text string) (RejectLimit, error) {
	if number, ok := strings.CutSuffix(text, "%"); ok {
		percent, err := strconv.ParseFloat(number, 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return RejectLimit{}, fmt.Errorf("%q is no share of records: use a number such as 20, or 0%% to 100%%", text)
		}
		return RejectLimit{Percent: percent, IsShare: true}, nil
	}
	count, err := strconv.ParseInt(text, 10, 64)
	if err != nil || count < 0 {
		return RejectLimit{}, fmt.Errorf("%q is no number of records: use a number such as 20, or a share such as 1%%", text)
	}
	return RejectLimit{Count: count}, nil
}

// String is the text that ParseRejectLimit reads.
func (l RejectLimit) String() string {
	if l.IsShare {
		return strconv.FormatFloat(l.Percent, 'g', -1, 64) + "%"
	}
	return strconv.FormatInt(l.Count, 10)
}

// Exceeded reports whether so many faulty records are too many.
func (l RejectLimit) Exceeded(rejected, records int64) bool {
	if l.IsShare {
		return 100*float64(rejected) > l.Percent*float64(records)
	}
	return rejected > l.Count
}

// maxFaults is how many faults are kept for the report; all are counted.
const maxFaults = 1000

// faultList keeps the first faults in the order of files and lines, whichever
// worker found them.
type faultList []locatedFault

type locatedFault struct {
	file int // position among the files of the run
	record.Fault
}

func (l *faultList) add(f locatedFault) {
	*l = append(*l, f)
	if len(*l) >= 2*maxFaults {
		l.trim()
	}
}

func (l *faultList) trim() {
	slices.SortFunc(*l, func(a, b locatedFault) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Reason, b.Reason))
	})
	*l = (*l)[:min(len(*l), maxFaults)]
}
