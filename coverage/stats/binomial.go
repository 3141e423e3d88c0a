package stats

import (
	"math"
	"math/rand/v2"
)

// binomial draws the number of successes in n independent trials that each succeed
// with chance p. The draw is exact but for the rounding of floats.
//
// Where few successes are expected it adds up the chances of 0, 1, .. until they
// pass a random number; elsewhere it takes time that does not grow with n.
//
// gonum has the same distribution, at five times the cost: its rejection test
// calls the gamma function for every candidate.
func binomial(n int, p float64, rng *rand.Rand) int {
	switch {
	case n <= 0 || p <= 0:
		return 0
	case p >= 1:
		return n
	case p > 0.5:
		return n - binomial(n, 1-p, rng)
	case float64(n)*p < 10:
		return binomialByInversion(n, p, rng)
	}
	return binomialByRejection(n, p, rng)
}

func binomialByInversion(n int, p float64, rng *rand.Rand) int {
	chance, odds := math.Exp(float64(n)*math.Log1p(-p)), p/(1-p)
	u, k := rng.Float64(), 0
	for u > chance && k < n { // k < n: rounding may leave a little of u
		u -= chance
		k++
		chance *= odds * float64(n-k+1) / float64(k)
	}
	return k
}

// binomialByRejection wants n·p of 10 or more and p of at most a half. It is the
// algorithm BTRS of Hörmann (1993), Journal of Statistical Computation and
// Simulation 46:101, with the names of its variables written out.
func binomialByRejection(n int, p float64, rng *rand.Rand) int {
	trials, odds := float64(n), p/(1-p)
	deviation := math.Sqrt(trials * p * (1 - p))
	b := 1.15 + 2.53*deviation
	a := -0.0873 + 0.0248*b + 0.01*p
	centre := trials*p + 0.5
	mode := math.Floor((trials + 1) * p)
	for {
		u, v := rng.Float64()-0.5, rng.Float64()
		distance := 0.5 - math.Abs(u)
		k := math.Floor((2*a/distance+b)*u + centre)
		if distance >= 0.07 && v <= 0.92-4.2/b {
			return int(k) // seven of eight come out here
		}
		if !(k >= 0 && k <= trials) {
			continue
		}
		v = math.Log(v * (2.83 + 5.1/b) * deviation / (a/(distance*distance) + b))
		likelihood := (mode+0.5)*math.Log((mode+1)/(odds*(trials-mode+1))) +
			(trials+1)*math.Log((trials-mode+1)/(trials-k+1)) +
			(k+0.5)*math.Log(odds*(trials-k+1)/(k+1)) +
			stirling(mode) + stirling(trials-mode) - stirling(k) - stirling(trials-k)
		if v <= likelihood {
			return int(k)
		}
	}
}

// stirling is what Stirling's formula leaves out of ln k!,
//
//	ln k! - (ln √2π + (k+½) ln(k+1) - (k+1))
func stirling(k float64) float64 {
	if k < 10 {
		factorial, _ := math.Lgamma(k + 1)
		return factorial - (math.Log(2*math.Pi)/2 + (k+0.5)*math.Log(k+1) - (k + 1))
	}
	x := k + 1
	return (1./12 - (1./360-1./1260/(x*x))/(x*x)) / x
}
