package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/graphcov/graphcov/corpus/record"
)

// file sends the records of one file to the workers.
func (r *indexRun) file(ctx context.Context, p *pipeline, number int, path string) (Account, error) {
	account := Account{Path: path}
	readTwice := r.opt.SkipBadFiles && r.canReadTwice(path)
	if readTwice {
		// A file counted in part would be counted twice once it is mended, so it
		// is read to its end before anything of it is counted.
		r.position.begin(0, 2)
		ignore := func(b *record.Block, _ *record.Fault) error {
			if b != nil {
				b.Release()
			}
			return nil
		}
		if err := r.read(ctx, path, ignore, func(*record.File) error { return nil }); err != nil {
			r.position.end(r.size(path))
			account.Skipped = err.Error()
			if ctx.Err() != nil {
				return account, context.Cause(ctx)
			}
			return account, nil
		}
		r.position.begin(1, 2)
	} else {
		r.position.begin(0, 1)
	}
	isEmpty := true
	err := r.read(ctx, path, func(b *record.Block, fault *record.Fault) error {
		isEmpty = false
		if fault != nil {
			account.Documents++
			account.Rejected++
			r.progress.documents.Add(1)
			r.progress.rejected.Add(1)
			r.faults.add(locatedFault{number, *fault})
			return nil
		}
		return p.send(ctx, batch{number, path, b})
	}, func(f *record.File) error {
		account.SHA256, account.Format, account.Size = f.Sum(), f.Format(), f.BytesRead()
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return account, context.Cause(ctx)
	case err != nil && readTwice:
		return account, fmt.Errorf("%w; it was sound a moment ago: is it being written?", err)
	case err != nil && r.canReadTwice(path):
		return account, fmt.Errorf("%w; mend the file, or leave it out with --skip-bad-files", err)
	case err != nil:
		return account, err
	}
	r.position.end(account.Size)
	if isEmpty { // nothing to count twice: shards of a data set may well be empty
		return account, nil
	}
	return account, r.into.refuseTwice(account)
}

// read calls each for every block of records or fault of a file, and end after the
// last.
func (r *indexRun) read(ctx context.Context, path string, each func(*record.Block, *record.Fault) error, end func(*record.File) error) error {
	f, err := r.open(ctx, path)
	if err != nil {
		return err
	}
	defer f.Close()
	defer context.AfterFunc(ctx, func() { f.Close() })() // a read that waits for input ends, too
	r.position.opened(f)
	for block, err := range f.Blocks() {
		var fault *record.Fault
		if err != nil && !errors.As(err, &fault) {
			return err
		}
		if err := each(block, fault); err != nil {
			return err
		}
	}
	// What is added to a file while it is read is counted in part, and what is cut
	// off may be missing between two records.
	if size, read := f.Size(), f.BytesRead(); size > 0 && size != read {
		return fmt.Errorf("%s: it had %d bytes when it was opened, and %d when it was read: is it being written?", path, size, read)
	}
	return end(f)
}

// open waits for the first bytes of a file, which may be a pipe that has none
// yet, but not longer than the context lasts.
func (r *indexRun) open(ctx context.Context, path string) (*record.File, error) {
	opt := record.Options{
		MaxRecord: r.opt.MaxRecord, MaxExpansion: r.opt.MaxExpansion, FS: r.opt.FS, Hash: r.opt.Hash,
		Format: r.opt.Format, Separator: r.opt.Separator, Query: r.opt.Query, Fields: r.opt.Fields.columns(),
	}
	if path != "-" {
		return await(ctx, func() (*record.File, error) { return record.Open(path, opt) })
	}
	if r.opt.Stdin == nil {
		return nil, errors.New("-: there is no standard input")
	}
	return await(ctx, func() (*record.File, error) { return record.NewFile("-", r.opt.Stdin, opt) })
}

// await runs f, which cannot be interrupted, and stops waiting for it when the
// context ends. What f then returns is lost.
func await[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// canReadTwice reports whether a path can be read again, unlike a pipe. One
// that is not there counts as such: it is a faulty file like others.
func (r *indexRun) canReadTwice(path string) bool {
	info, err := stat(r.opt.FS, path)
	return path != "-" && (err != nil || info.Mode().IsRegular())
}

// size is the size of a regular file, 0 of anything else.
func (r *indexRun) size(path string) int64 {
	if info, err := stat(r.opt.FS, path); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return 0
}

func stat(fsys fs.FS, path string) (fs.FileInfo, error) {
	if fsys != nil {
		return fs.Stat(fsys, path)
	}
	return os.Stat(path)
}
