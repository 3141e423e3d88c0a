package corpus

import (
	"sync"
	"time"

	"github.com/graphcov/graphcov/corpus/record"
)

// position is where in the files the reader is. Two goroutines look at it.
type position struct {
	mu           sync.Mutex
	before       int64        // bytes of the files that are done
	path         string       // of the file being read
	file         *record.File // nil between two files
	pass, passes int64        // how often it was read before, and will be in all
}

// begin starts a pass over a file.
func (p *position) begin(pass, passes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.file, p.pass, p.passes = nil, pass, passes
}

// opened says which file the pass goes over.
func (p *position) opened(f *record.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.path, p.file = f.Path(), f
}

// end is the end of the last pass over a file of that size.
func (p *position) end(size int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.before += size
	p.file = nil
}

// at is the file at hand, and how many bytes have been read. One that is read
// twice counts once, each pass for a half.
func (p *position) at() (path string, bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		return p.path, p.before
	}
	return p.path, p.before + (p.pass*max(p.file.Size(), 0)+p.file.BytesRead())/p.passes
}

// reportProgress calls Options.Progress from time to time until stopped, and
// once more then.
func (r *indexRun) reportProgress() (stop func()) {
	if r.opt.Progress == nil {
		return func() {}
	}
	all := r.totalSize()
	report := func() {
		path, bytes := r.position.at()
		r.opt.Progress(Progress{
			Path: path, BytesRead: bytes, BytesAll: all,
			Documents: r.progress.documents.Load(), Rejected: r.progress.rejected.Load(),
		})
	}
	done := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				report()
			case <-done:
				report()
				return
			}
		}
	})
	return func() {
		close(done)
		running.Wait()
	}
}

// totalSize is the size of all files together, 0 where one is not known.
func (r *indexRun) totalSize() (total int64) {
	for _, path := range r.opt.Paths {
		info, err := stat(r.opt.FS, path)
		if path == "-" || err != nil || !info.Mode().IsRegular() {
			return 0
		}
		total += info.Size()
	}
	return total
}
