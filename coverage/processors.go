package coverage

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// onProcessors calls do for every number below n, on all processors at a time
// and in no order. newWorker is called once for each processor, so that each
// has memory of its own. The error is that of the context, which ends it early.
func onProcessors(ctx context.Context, n int, newWorker func() (do func(i int))) error {
	var taken atomic.Int64
	var running sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		running.Go(func() {
			do := newWorker()
			for ctx.Err() == nil {
				i := int(taken.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	running.Wait()
	return context.Cause(ctx)
}
