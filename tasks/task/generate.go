package task

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
)

// Draw says which instances to generate.
type Draw struct {
	Size  string
	Count int
	Seed  uint64

	// Replacement allows the same instance to be drawn more than once.
	Replacement bool

	// Exclude reports instances that must not be drawn, by their Input: those
	// of the training set, say, so that train and test do not overlap. May be nil.
	Exclude func(input string) bool
}

// maxMisses bounds how many draws in a row may be turned down as excluded or
// drawn before. A space of s instances is used up by then with near certainty
// for s up to some 10,000.
const maxMisses = 200_000

// Generate draws instances one by one. Draw k takes its randomness from the
// stream (Seed, k) alone, so the same Draw gives the same instances anywhere.
// It ends with an error where the size has too few instances.
func Generate(ctx context.Context, t Task, d Draw) iter.Seq2[Instance, error] {
	return func(yield func(Instance, error) bool) {
		drawn := make(map[string]bool)
		made, misses := 0, 0
		for k := uint64(0); made < d.Count; k++ {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			instance, err := t.Generate(rand.New(rand.NewPCG(d.Seed, k)), d.Size)
			if err != nil {
				yield(nil, err)
				return
			}
			input := instance.Input()
			if drawn[input] || d.Exclude != nil && d.Exclude(input) {
				if misses++; misses == maxMisses {
					yield(nil, fmt.Errorf("size %s has no more than %d instances that are new and not excluded: ask for fewer than %d or allow replacement", d.Size, made, d.Count))
					return
				}
				continue
			}
			misses = 0
			if !d.Replacement {
				drawn[input] = true
			}
			made++
			if !yield(instance, nil) {
				return
			}
		}
	}
}
