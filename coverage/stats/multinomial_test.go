package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/combin"
)

// Four examples in groups of 2, 1 and 1: all ways to draw them are listed, 4⁴.
func TestMultinomialAgainstEnumeration(t *testing.T) {
	sizes := []int{2, 1, 1}
	of := []int{0, 0, 1, 2}
	number := func(times []uint32) int { return int(times[0]*25 + times[1]*5 + times[2]) }
	chance := make([]float64, 125)
	for _, indices := range combin.Cartesian([]int{4, 4, 4, 4}) {
		times := make([]uint32, 3)
		for _, i := range indices {
			times[of[i]]++
		}
		chance[number(times)] += 1. / 256
	}
	m, rng := NewMultinomial(sizes), rand.New(rand.NewPCG(1, 2))
	counts, times := make([]float64, 125), make([]uint32, 3)
	for range 100_000 {
		m.Draw(times, rng)
		counts[number(times)]++
	}
	goodnessOfFit(t, "multinomial", counts, func(k int) float64 { return chance[k] })
}

// The means n·p, variances n·p(1-p) and covariances -n·p·q of a multinomial, for large
// groups, small ones and single examples side by side; and with more examples than 16 bits
// can number.
func TestMultinomialMoments(t *testing.T) {
	for name, sizes := range map[string][]int{
		"large":      {500, 40, 300, 32},
		"mixed":      {1, 400, 3, 50, 0, 31, 1, 32},
		"single":     slices.Repeat([]int{1}, 7),
		"one group":  {1000},
		"an example": {1},
		"very many":  {50_000, 20_000, 3, 1},
		"wide":       append(slices.Repeat([]int{30}, 2500), 40_000),
	} {
		m, rng := NewMultinomial(sizes), rand.New(rand.NewPCG(2, 2))
		const draws = 20_000
		first, last := 0, len(sizes)-1
		times := make([]uint32, len(sizes))
		var sum, squares, product float64
		n := float64(m.N())
		for range draws / len(sizes) * min(len(sizes), 10) {
			m.Draw(times, rng)
			total := uint32(0)
			for _, x := range times {
				total += x
			}
			if int(total) != m.N() {
				t.Fatalf("%s: drew %d of %d", name, total, m.N())
			}
			a, b := float64(times[first]), float64(times[last])
			sum += a
			squares += a * a
			product += a * b
		}
		made := float64(draws / len(sizes) * min(len(sizes), 10))
		p, q := float64(sizes[first])/n, float64(sizes[last])/n
		variance := n * p * (1 - p)
		mean := sum / made
		checkNear(t, name+" mean", mean, n*p, 5*math.Sqrt(variance/made))
		checkNear(t, name+" variance", squares/made-mean*mean, variance, 5*variance*math.Sqrt(3/made)+1e-9)
		if first != last {
			// The product of two counts has mean n(n-1)pq; its error is about that of their covariance.
			spread := math.Sqrt(variance*n*q*(1-q)) + n*p*math.Sqrt(n*q*(1-q)) + n*q*math.Sqrt(variance)
			checkNear(t, name+" product", product/made, n*(n-1)*p*q, 5*spread/math.Sqrt(made)+1e-9)
		}
	}
}

// Of 40,000 indices a quarter would be drawn twice as often as the rest were no piece left out.
func TestDrawIndicesIsUniform(t *testing.T) {
	for _, n := range []int{1, 2, 3, 500, 40_000, 65_536, 70_000} {
		rng := rand.New(rand.NewPCG(3, uint64(n)))
		times := make([]uint32, n)
		drawIndices(times, nil, 40*n, rng)
		counts := make([]float64, n)
		for i, x := range times {
			counts[i] = float64(x)
		}
		goodnessOfFit(t, "indices", counts, func(int) float64 { return 1 / float64(n) })
	}
}

func TestMultinomialOfNothing(t *testing.T) {
	for _, sizes := range [][]int{nil, {0}, {0, -3}} {
		m, times := NewMultinomial(sizes), make([]uint32, len(sizes))
		m.Draw(times, rand.New(rand.NewPCG(1, 1)))
		if m.N() != 0 || slices.ContainsFunc(times, func(x uint32) bool { return x > 0 }) {
			t.Errorf("%v: drew %v of %d", sizes, times, m.N())
		}
	}
}
