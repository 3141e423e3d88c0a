package infogain

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls the function that newWorker returns for every job in [0, jobs),
// in any order, from several goroutines. newWorker is called once for each, so
// that it can own its memory; worker numbers count from 0. It ends at the first
// error, or with ctx.Err().
func each(ctx context.Context, jobs, workers int, progress func(done int), newWorker func(worker int) func(job int) error) error {
	var (
		next    atomic.Int64
		group   sync.WaitGroup
		mu      sync.Mutex // guards done and failure
		done    int
		failure error
	)
	finish := func(err error) (stop bool) {
		mu.Lock()
		defer mu.Unlock()
		if failure == nil {
			failure = err
		}
		if failure == nil {
			done++
			progress(done)
		}
		return failure != nil
	}
	for worker := range min(jobs, workers) {
		group.Go(func() {
			work := newWorker(worker)
			for {
				job := int(next.Add(1)) - 1
				if job >= jobs {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = work(job)
				}
				if finish(err) {
					return
				}
			}
		})
	}
	group.Wait()
	return failure
}

func (opt Options) workers() int {
	if opt.Workers > 0 {
		return opt.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// reporter is what tells opt.Progress of jobs that follow on others.
func (opt Options) reporter(before, total int) func(done int) {
	return func(done int) {
		if opt.Progress != nil {
			opt.Progress(before+done, total)
		}
	}
}
