package corpus

import (
	"os"
	"sync"
	"time"

	"github.com/graphcov/graphcov/corpus/record"
)

// position is where in the files the reader is. Two goroutines look at it.
type position struct {
	mu     sync.Mutex
	file   *record.File
	before int64 // bytes of the files before this one
}

func (p *position) next(f *record.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file != nil {
		p.before += p.file.BytesRead()
	}
	p.file = f
}

func (p *position) at() (path string, bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		return "", 0
	}
	return p.file.Path(), p.before + p.file.BytesRead()
}

// reportProgress calls Options.Progress from time to time until stopped, and
// once more then.
func (r *indexRun) reportProgress() (stop func()) {
	if r.opt.Progress == nil {
		return func() {}
	}
	all := totalSize(r.opt.Paths)
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
func totalSize(paths []string) (total int64) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			return 0
		}
		total += info.Size()
	}
	return total
}
