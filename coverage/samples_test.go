package coverage

import (
	"math/rand/v2"
	"testing"
)

// Samples are those of a set for each model, in whatever order they come.
func TestSamplesAreSets(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		var got samples
		want := make(map[string]map[int]bool)
		for range 40 {
			model := []string{"a", "b"}[rng.IntN(2)]
			if want[model] == nil {
				want[model] = make(map[int]bool)
			}
			next := len(want[model])
			for want[model][next] {
				next++
			}
			if n := got.of(model).next(); n != next {
				t.Fatalf("next is %d, want %d: %v", n, next, want[model])
			}
			sample := rng.IntN(25) - 1
			if rng.IntN(3) == 0 {
				sample = next
			}
			if has := got.of(model).has(sample); has != want[model][sample] {
				t.Fatalf("has %d: %v in %v", sample, has, want[model])
			}
			if !want[model][sample] {
				got.of(model).add(sample)
				want[model][sample] = true
			}
		}
	}
}

// Samples that come in order take no more than a number.
func TestSamplesInOrder(t *testing.T) {
	var s samples
	for _, sample := range []int{0, 1, 4, 3, 2, 5} {
		s.of("m").add(sample)
	}
	if m := s.of("m"); m.first != 6 || len(m.later) != 0 {
		t.Errorf("%+v", m)
	}
}
