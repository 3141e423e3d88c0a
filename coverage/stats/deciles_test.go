package stats

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// exposed makes examples of one response each, right where the letter is r.
func exposed(exposures []float64, rightOrWrong string) []ExposedExample {
	examples := make([]ExposedExample, len(exposures))
	for i, e := range exposures {
		examples[i] = ExposedExample{e, Cluster{N: 1}}
		if rightOrWrong[i] == 'r' {
			examples[i].Right = 1
		}
	}
	return examples
}

func TestAccuracyByDecile(t *testing.T) {
	// Without ties twenty examples make ten pairs.
	var exposures []float64
	for i := range 20 {
		exposures = append(exposures, float64((i*7)%20)) // in no order
	}
	deciles, problem := AccuracyByDecile(exposed(exposures, "wrwrwrwrwrwrwrwrwrwr"), 1)
	if problem != "" || len(deciles) != 10 {
		t.Fatalf("%d deciles, %q", len(deciles), problem)
	}
	for k, d := range deciles {
		// i and i*7 mod 20 are odd together, and odd i are right: half of each pair.
		want := Decile{k + 1, float64(2 * k), float64(2*k + 1), Wilson(1, 2)}
		if diff := cmp.Diff(want, d); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	// The run of zeros has its middle at 3 of 10, the run of fives at 8; decile
	// ⌊10·3/10⌋+1 = 4, ⌊10·6.5/10⌋+1 = 7 for the single 2, ⌊10·8.5/10⌋+1 = 9.
	tied := exposed([]float64{5, 0, 0, 0, 2, 0, 0, 0, 5, 5}, "rwwwrrrwrw")
	want := []Decile{{4, 0, 0, Wilson(2, 6)}, {7, 2, 2, Wilson(1, 1)}, {9, 5, 5, Wilson(2, 3)}}
	for range 2 {
		got, _ := AccuracyByDecile(tied, 1)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		slices.Reverse(tied) // the order has no influence
	}
	// Ties everywhere fall into one decile; several responses are bootstrapped.
	same := []ExposedExample{{1, Cluster{1, 2}}, {1, Cluster{0, 0}}, {1, Cluster{2, 2}}}
	got, _ := AccuracyByDecile(same, 1)
	if diff := cmp.Diff([]Decile{{6, 1, 1, Accuracy([]Cluster{{1, 2}, {2, 2}}, 1)}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAccuracyByDecileProblems(t *testing.T) {
	for _, c := range []struct {
		examples []ExposedExample
		want     string
	}{
		{nil, "no responses"},
		{[]ExposedExample{{1, Cluster{0, 0}}}, "no responses"},
		{[]ExposedExample{{1, Cluster{1, 2}}, {math.NaN(), Cluster{1, 2}}}, "example 1: exposure is not a finite number"},
		{[]ExposedExample{{1, Cluster{3, 2}}}, "example 0: 3 right of 2 responses is impossible"},
	} {
		if got, problem := AccuracyByDecile(c.examples, 1); got != nil || problem != c.want {
			t.Errorf("%v, %q, want %q", got, problem, c.want)
		}
	}
}
