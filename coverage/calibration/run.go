package calibration

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/graphcov/graphcov/graph"
)

// Run makes the index of a design and the data sets of its studies. It fails if
// the design cannot be run, on an error of the temporary files, and when the
// context ends.
func Run(ctx context.Context, d Design) (Report, error) {
	d, err := d.withDefaults()
	if err != nil {
		return Report{}, err
	}
	scopes := graph.DefaultScopes()
	pool, err := newPool(ctx, d, scopes)
	if err != nil {
		return Report{}, fmt.Errorf("calibration: %w", err)
	}
	report := Report{Pool: describePool(pool, d.Sizes)}
	for number, study := range d.Studies {
		results, err := d.run(ctx, pool, number, len(scopes))
		if err != nil {
			return Report{}, err
		}
		report.Rows = append(report.Rows, newRow(study, scopes, results))
	}
	return report, nil
}

// run gives the results of each data set of one study, by scope.
func (d Design) run(ctx context.Context, pool []pooled, number, scopes int) ([][]result, error) {
	study := d.Studies[number]
	results := make([][]result, study.DataSets)
	workers := d.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= study.DataSets {
					return
				}
				// The random numbers of a data set depend on its number alone. 0 is the pool's.
				rng := rand.New(rand.NewPCG(d.Seed, uint64(number+1)<<32+uint64(i)))
				data := draw(pool, study, rng)
				results[i] = data.analyze(scopes, d)
			}
		})
	}
	group.Wait()
	return results, ctx.Err()
}
