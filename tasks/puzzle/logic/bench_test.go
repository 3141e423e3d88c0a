package logic

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

var benchmarkSizes = [][2]int{{3, 3}, {4, 4}, {5, 5}, {6, 6}, {7, 7}}

// BenchmarkDerive derives generated puzzles, and reports the median and the worst
// time for one.
func BenchmarkDerive(b *testing.B) {
	for _, size := range benchmarkSizes {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			const count = 100
			var puzzles []Puzzle
			for seed := range count {
				_, clues, err := Generate(newRand(seed), size[0], size[1])
				if err != nil {
					b.Fatal(err)
				}
				puzzles = append(puzzles, Puzzle{size[0], size[1], clues})
			}
			times := make([]time.Duration, count)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				start := time.Now()
				if _, err := puzzles[n%count].Derive(); err != nil {
					b.Fatal(err)
				}
				times[n%count] = time.Since(start)
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[count/2].Microseconds()), "µs/median")
			b.ReportMetric(float64(times[count-1].Microseconds()), "µs/worst")
		})
	}
}

// BenchmarkGenerate generates puzzles.
func BenchmarkGenerate(b *testing.B) {
	for _, size := range benchmarkSizes {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				if _, _, err := Generate(newRand(n%1000), size[0], size[1]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
