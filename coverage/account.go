package coverage

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/transcript"
)

// FileAccount says what became of the records of one file of transcripts:
// every one is a response or a reject.
type FileAccount struct {
	Path, Format, SHA256 string

	// Skipped is why the file was left out as a whole, empty where it was not.
	Skipped string

	// SameAs names a file of the same bytes, whose rows are replaced; Replaced
	// counts the responses of an earlier version of this file, likewise.
	SameAs   string
	Replaced int

	Records, Responses, Examples int
	Seen                         int // of the examples: the whole problem is in a training corpus
	Stepless                     int // of the examples: their steps are not known, only the answer
	Answerless                   int // of the examples: no step of the reference solution gives its answer
	Faulty                       int // of the rejects: no sound record of the format
	Rejects                      []RejectCount

	Right        int // responses
	Unfinished   int // cut off, so wrong
	NoAnswer     int // no final answer can be read, so wrong
	Disagreeing  int // the strict and the free reading of the answer differ
	LogDisagrees int // the log's own verdict is another
	Miscopied    int // restatements that disagree with what they repeat
	Unaligned    int // steps that are no node of the gold graph

	// Trees says why trees of thoughts were left out, whose responses are kept.
	Trees []RejectCount
}

// RejectCount is how many records were rejected for one reason.
type RejectCount struct {
	Reason    string
	Records   int
	FirstLine int
	Example   string // the detail of the first
	Faulty    bool   // no sound record of the format, as against no problem that is known
}

// String names the first such record.
func (r RejectCount) String() string {
	reject := transcript.Reject{Reason: r.Reason, Detail: r.Example}
	return fmt.Sprintf("line %d: %v", r.FirstLine, &reject)
}

// Rejected is the number of rejects of all reasons.
func (a *FileAccount) Rejected() int { return a.Records - a.Responses }

func (a *FileAccount) reject(r *transcript.Reject, faulty bool) {
	if faulty {
		a.Faulty++
	}
	a.Rejects = countReject(a.Rejects, r, faulty)
}

func countReject(rejects []RejectCount, r *transcript.Reject, faulty bool) []RejectCount {
	for i := range rejects {
		if rejects[i].Reason == r.Reason {
			rejects[i].Records++
			return rejects
		}
	}
	rejects = append(rejects, RejectCount{Reason: r.Reason, Records: 1, FirstLine: r.Line, Example: r.Detail, Faulty: faulty})
	slices.SortFunc(rejects, func(a, b RejectCount) int { return cmp.Compare(a.FirstLine, b.FirstLine) })
	return rejects
}
