package stats

import "testing"

func TestWilson(t *testing.T) {
	// from statsmodels.stats.proportion import proportion_confint
	// proportion_confint(right, n, alpha=0.05, method='wilson')   # statsmodels 0.15.0
	for _, c := range []struct {
		right, n  int
		low, high float64
	}{
		{0, 10, 0, 0.27753279986288926},
		{10, 10, 0.7224672001371106, 1},
		{7, 20, 0.18119182410108203, 0.5671457233147638},
		{286, 1319, 0.1954313944055889, 0.23987508543066718}, // GSM8K, 6B fine-tuned
		{742, 1319, 0.5356326528399583, 0.5890988475978164},  // GSM8K, 175B verification
		{1, 1, 0.2065493143772374, 1},
		{0, 1, 0, 0.7934506856227627},
	} {
		e := Wilson(c.right, c.n)
		checkInterval(t, e, float64(c.right)/float64(c.n), c.low, c.high, 1e-12)
		if e.N != c.n || e.Warnings != nil {
			t.Errorf("Wilson(%d, %d) = %+v", c.right, c.n, e)
		}
	}
}

func TestWilsonEndsAreExact(t *testing.T) {
	for n := 1; n < 200; n++ {
		if low := Wilson(0, n).Low; low != 0 {
			t.Errorf("Wilson(0, %d).Low = %g", n, low)
		}
		if high := Wilson(n, n).High; high != 1 {
			t.Errorf("Wilson(%d, %d).High = %g", n, n, high)
		}
	}
}

func TestWilsonNotEstimable(t *testing.T) {
	checkNotEstimable(t, Wilson(0, 0), "no responses")
	checkNotEstimable(t, Wilson(3, 2), "3 right of 2 responses is impossible")
	checkNotEstimable(t, Wilson(-1, 2), "-1 right of 2 responses is impossible")
	checkNotEstimable(t, Wilson(0, -2), "0 right of -2 responses is impossible")
}
