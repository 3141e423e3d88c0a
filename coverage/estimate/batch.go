package estimate

import (
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// batch is samples of the same examples that differ in nothing but exposure. They
// are estimated together, which takes a fraction of the time.
type batch struct {
	examples  []stats.Observation // their exposure is 0
	exposures [][]float64
	positions []int // of each measure of exposure among all samples
}

// batches are in order of their first sample.
type batches struct {
	all   []*batch
	added int
}

// add puts a sample, which it changes, where its examples are.
func (b *batches) add(sample []stats.Observation) {
	exposures := make([]float64, len(sample))
	for i := range sample {
		exposures[i], sample[i].Exposure = sample[i].Exposure, 0
	}
	home := slices.IndexFunc(b.all, func(other *batch) bool { return slices.Equal(other.examples, sample) })
	if home < 0 {
		home = len(b.all)
		b.all = append(b.all, &batch{examples: sample})
	}
	into := b.all[home]
	into.exposures = append(into.exposures, exposures)
	into.positions = append(into.positions, b.added)
	b.added++
}
