// Package transcript reads what models answered: files of responses, in the
// formats in which people have them. Each format is one file here that turns
// a record into a Response; native.go is graphcov's own.
package transcript

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/graphcov/graphcov/corpus/record"
)

// Response is one sampled answer of a model to a problem. Pointers are nil
// where the log does not say.
type Response struct {
	Line int // of the file, 1-based

	ID       string // of the problem; may be empty
	Task     string // name of the task; empty: to be recognised
	Question string
	Prompt   string // everything that the model was told, where that is more than Question
	Input    string // the task's own JSON
	Gold     string // the reference answer or solution
	Model    string // may be empty
	Sample   *int   // from 0
	Text     string // the response

	Correct  *bool    // what the log says of it
	Reward   *float64 // of an outcome reward model
	LogProb  *float64 // mean per token
	Finished *bool    // false: cut off
}

// Reject is a record that is no response. Reason is one of few, so that
// rejects can be counted by reason; Detail says what it is this time.
type Reject struct {
	Line           int
	Reason, Detail string
}

// Error implements error.
func (r *Reject) Error() string {
	if r.Detail == "" {
		return r.Reason
	}
	return r.Reason + ": " + r.Detail
}

// File is an open file of transcripts.
type File struct{ records *record.File }

// Open opens a file of transcripts in fsys, nil being the machine's own file
// system; "-" reads stdin.
func Open(path string, fsys fs.FS, stdin io.Reader) (*File, error) {
	if path == "-" && stdin != nil {
		f, err := record.NewFile("-", stdin, record.Options{})
		return &File{f}, err
	}
	f, err := record.Open(path, record.Options{FS: fsys})
	return &File{f}, err
}

// Responses yields every record of the file, as a Response or with a *Reject.
// Any other error is of the file as a whole and the last item.
func (f *File) Responses(ctx context.Context) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		for rec, err := range f.records.Records() {
			if ctx.Err() != nil {
				yield(Response{}, context.Cause(ctx))
				return
			}
			var response Response
			var fault *record.Fault
			if errors.As(err, &fault) {
				reason, detail, _ := strings.Cut(fault.Reason, ": ")
				err = &Reject{Line: fault.Line, Reason: reason, Detail: detail}
			} else if err == nil {
				response, err = parseNative(rec.Data)
				response.Line = rec.Line
				var reject *Reject
				if errors.As(err, &reject) {
					reject.Line = rec.Line
				}
			}
			if !yield(response, err) {
				return
			}
		}
	}
}

// Check reads a file to its end and reports what is wrong with it as a whole;
// its records may be anything.
func Check(ctx context.Context, path string, fsys fs.FS) error {
	f, err := record.Open(path, record.Options{FS: fsys, Unchecked: true})
	if err != nil {
		return err
	}
	defer f.Close()
	for _, err := range f.Records() {
		var fault *record.Fault
		if err != nil && !errors.As(err, &fault) {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return nil
}

// Format names the format that was found.
func (f *File) Format() string { return "native" }

// SHA256 is the hash of the file's bytes, once Responses has come to its end.
func (f *File) SHA256() string { return f.records.SHA256() }

// Close closes the file.
func (f *File) Close() error { return f.records.Close() }
