package corpus

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// counted is a Counter that holds some hundred thousand terms.
func counted(b *testing.B, seed uint64) *Counter {
	c := NewCounter(graph.DefaultScopes(), false)
	var g graph.Graph
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 10_000 {
		instance, err := multiplication.Task{}.Generate(rng, "4x4")
		if err != nil {
			b.Fatal(err)
		}
		g.Reset()
		instance.Compile(&g)
		c.Add(&g, instance)
	}
	return c
}

// BenchmarkSpill empties a Counter into a temporary file: sorting and writing.
func BenchmarkSpill(b *testing.B) {
	c := counted(b, 1)
	rows := 0
	for i := range c.tables {
		rows += c.tables[i].used
	}
	s := &spill{dir: b.TempDir()}
	defer s.close()
	for b.Loop() {
		s.end, s.runs = 0, nil
		if err := s.writeRun(c); err != nil { // leaves the Counter as it is
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
	b.ReportMetric(float64(s.end)/float64(rows), "bytes/row")
}

// BenchmarkMerge joins spilled runs.
func BenchmarkMerge(b *testing.B) {
	for _, runs := range []int{1, 4, 16} {
		b.Run(fmt.Sprint("runs=", runs), func(b *testing.B) {
			s := &spill{dir: b.TempDir()}
			defer s.close()
			c, rows := counted(b, 0), 0
			for seed := range uint64(runs) {
				c = counted(b, seed)
				for i := range c.scopes {
					rows += c.tables[i].used
				}
				if err := s.write(c); err != nil {
					b.Fatal(err)
				}
			}
			m := newMerge([]*Counter{c}, []*spill{s}, 64<<20)
			joined := 0
			for b.Loop() {
				joined = 0
				for table := range c.scopes {
					if err := m.rows(table, func(*row) error { joined++; return nil }); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
			b.ReportMetric(float64(rows)/float64(joined), "rows/joined")
		})
	}
}
