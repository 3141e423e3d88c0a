package transcript

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
)

// Response is one sampled answer of a model to a problem. Pointers are nil
// where the log does not say.
type Response struct {
	Line int // of the file, 1-based; in an archive the number of the entry

	ID       string // of the problem; may be empty
	Task     string // name of the task; empty: to be recognised
	Question string // the bare problem, as the log has it
	Prompt   string // everything that the model was told, where that is more than Question
	Input    string // the task's own JSON
	Gold     string // the reference answer or solution
	Model    string // may be empty
	Sample   *int   // from 0
	Text     string // the response

	Correct     *bool    // what the log says of it
	Reward      *float64 // of an outcome reward model
	LogProb     *float64 // mean per token
	Temperature *float64 // of sampling
	Finished    *bool    // false: cut off

	StepScores []float64 // of a process reward model, one for each step of the response
	Tree       []Thought // what a search thought of on the way to the response, in any order
}

// Thought is a node of a tree of thoughts: one more step of the partial
// solution that is its parent's. Whether the thoughts of a Response make a tree
// is not known here.
type Thought struct {
	ID     string
	Parent string // an ID; empty for a first thought
	Text   string
	Score  *float64 // the search's own judgement; nil: none
	Kept   bool     // by the search; else pruned
}

// Reject is a record, or a part of one, that is no response. Reason is one of
// few, so that rejects can be counted by reason; Detail says what it is this
// time.
type Reject struct {
	Line           int // as in Response
	Reason, Detail string

	// Sound is set where nothing is wrong with the record: it has no response
	// (the request failed), or says again what another record has said.
	Sound bool
}

// Error implements error.
func (r *Reject) Error() string {
	if r.Detail == "" {
		return r.Reason
	}
	return r.Reason + ": " + r.Detail
}

// Options say how to open a file. The zero value is ready for use.
type Options struct {
	FS      fs.FS     // where the file is; nil: the machine's own file system
	Stdin   io.Reader // what the path "-" reads
	Format  string    // the name of a format; "auto" or empty: by content
	Formats []Format  // to choose from; nil: those of this package
}

// File is an open file of transcripts.
type File struct {
	in     *Input
	format Format
}

// Open opens a file of transcripts; "-" reads opt.Stdin. It looks at the
// beginning of the file and returns an error where that cannot be read or is of
// no known format.
func Open(path string, opt Options) (*File, error) {
	formats := opt.Formats
	if formats == nil {
		formats = Formats()
	}
	name := cmp.Or(opt.Format, auto)
	if err := checkName(formats, name); err != nil {
		return nil, err
	}
	in, err := openInput(path, opt)
	if err != nil {
		return nil, err
	}
	format, err := choose(formats, name, in)
	if err != nil {
		in.close()
		return nil, err
	}
	return &File{in, format}, nil
}

// Responses yields everything that is in the file, as a Response or with a
// *Reject. Any other error is of the file as a whole and the last item.
func (f *File) Responses(ctx context.Context) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		for response, err := range f.format.Read(f.in) {
			if ctx.Err() != nil {
				yield(Response{}, context.Cause(ctx))
				return
			}
			_, isReject := errors.AsType[*Reject](err)
			if !yield(response, err) || err != nil && !isReject {
				return
			}
		}
		if err := f.in.finish(); err != nil {
			yield(Response{}, err)
		}
	}
}

// Check reads a file to its end and reports what is wrong with it as a whole,
// an unknown format included; its records may be anything.
func Check(ctx context.Context, path string, opt Options) error {
	f, err := Open(path, opt)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, err := range f.Responses(ctx) {
		if _, isReject := errors.AsType[*Reject](err); err != nil && !isReject {
			return err
		}
	}
	return nil
}

// Format is the name of the file's format.
func (f *File) Format() string { return f.format.Name }

// SHA256 is the hash of the file's bytes, once Responses has come to its end.
func (f *File) SHA256() string { return f.in.sha256() }

// Close closes the file. It may be called from another goroutine, which ends
// the reading.
func (f *File) Close() error { return f.in.close() }
