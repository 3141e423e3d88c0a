package estimate

import "slices"

// batch is samples of the same examples, or nodes, that differ in nothing but exposure. They
// are estimated together, which takes a fraction of the time.
type batch[T comparable] struct {
	examples  []T // their exposure is 0
	exposures [][]float64
	positions []int // of each measure of exposure among all samples
}

// batches are in order of their first sample.
type batches[T comparable] struct {
	all []*batch[T]
	// exposure points to that of an example.
	exposure func(*T) *float64
	added    int
}

// add puts a sample, which it changes, where its examples are.
func (b *batches[T]) add(sample []T) {
	exposures := make([]float64, len(sample))
	for i := range sample {
		e := b.exposure(&sample[i])
		exposures[i], *e = *e, 0
	}
	home := slices.IndexFunc(b.all, func(other *batch[T]) bool { return slices.Equal(other.examples, sample) })
	if home < 0 {
		home = len(b.all)
		b.all = append(b.all, &batch[T]{examples: sample})
	}
	into := b.all[home]
	into.exposures = append(into.exposures, exposures)
	into.positions = append(into.positions, b.added)
	b.added++
}
