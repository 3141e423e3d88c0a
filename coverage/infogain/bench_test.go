package infogain

import (
	"fmt"
	"testing"

	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// One worker, except for the large sizes, which use all processors.
func BenchmarkMeasure(b *testing.B) {
	for _, bench := range []struct {
		of   task.Variables
		size string
		opt  Options
	}{
		{multiplication.Task{}, "3x3", Options{Together: 2, Workers: 1}},
		{multiplication.Task{}, "3x3", Options{Together: 3, Workers: 1}},
		{dynprog.Task{}, "6", Options{Together: 3, Workers: 1}},
		{multiplication.Task{}, "4x4", Options{Together: 2}},
		{multiplication.Task{}, "4x4", Options{Together: 3}},
		{multiplication.Task{}, "20x20", Options{Together: 2}},
	} {
		b.Run(fmt.Sprintf("%s/%s/%d", bench.of.Name(), bench.size, bench.opt.Together), func(b *testing.B) {
			instances := 0
			for b.Loop() {
				instances += measure(b, bench.of, bench.size, bench.opt).Instances
			}
			b.ReportMetric(float64(instances)/b.Elapsed().Seconds()/1e6, "Minstances/s")
		})
	}
}

func BenchmarkCompare(b *testing.B) {
	table := measure(b, multiplication.Task{}, "4x4", Options{Exact: 1})
	for _, samples := range []int{1, 10} {
		b.Run(fmt.Sprintf("100000x%d", samples), func(b *testing.B) {
			var responses []Response
			for example := range 100_000 {
				for sample := range samples {
					gold := 10_000_000 + 7*example
					responses = append(responses, Response{Example: fmt.Sprint(example), Gold: fmt.Sprint(gold), Answer: fmt.Sprint(gold + example%77*(sample+1) + 1)})
				}
			}
			for b.Loop() {
				table.Compare(responses, 1)
			}
		})
	}
}
