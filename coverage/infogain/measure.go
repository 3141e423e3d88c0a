package infogain

import (
	"context"
	"fmt"
	"math"

	"github.com/graphcov/graphcov/tasks/task"
)

// Defaults and bounds of Options.
const (
	// DefaultExact is some seconds' work: products of 4 by 4 digits are
	// 81 million instances.
	DefaultExact = 200_000_000
	// MaxExact keeps every count within 32 bits.
	MaxExact = math.MaxUint32
	// DefaultSamples puts the standard error of a gain at about 0.001.
	DefaultSamples = 1 << 18
	// MaxSamples keeps every count within 32 bits and the sample in memory.
	MaxSamples = 1 << 28
	// MaxTogether is the largest number of inputs that are taken together.
	MaxTogether = 3

	maxGains  = 1 << 21 // in one Table
	maxCells  = 1 << 26 // counts that one goroutine holds, 256 MiB
	maxValues = 1 << 30 // of all variables in all samples, 1 GiB
)

// Options says how Measure works. The zero value is ready for use.
type Options struct {
	// Together is the largest number of inputs whose joint gain is measured, 1
	// to MaxTogether; 0 means 2, single inputs and pairs. More than there are
	// inputs is as many as there are.
	Together int
	// Exact is the largest number of instances that are enumerated, at most
	// MaxExact; 0 means DefaultExact. Larger sizes are sampled.
	Exact uint64
	// Samples is how many instances are drawn of a larger size, 2 to
	// MaxSamples; 0 means DefaultSamples.
	Samples int
	// Seed picks the sample. Same seed, same result.
	Seed uint64
	// Workers is how many goroutines share the work; 0 means GOMAXPROCS. It
	// changes time and memory, never the result.
	Workers int
	// Progress, where not nil, is told how much of the work is done. Calls come
	// one at a time, done rises, total stays.
	Progress func(done, total int)

	block int // instances in a block, at most; 0 means maxBlock
}

// Measure computes the relative information gain of every set of up to
// opt.Together inputs for every output of a size: see the package documentation.
//
// Enumeration takes time in proportion to the instances, some 10 million a second
// on one processor, and memory for one count of each combination of values,
// for each processor. A sample takes time in proportion to samples × sets ×
// outputs, some billion a second, and a byte for each variable of each sample.
//
// It stops with ctx.Err() when ctx ends. Other errors are options out of range, a
// size with too many sets of inputs, and a Space that breaks its word.
func Measure(ctx context.Context, space task.Space, opt Options) (*Table, error) {
	l, err := newLayout(space)
	if err != nil {
		return nil, err
	}
	opt, err = opt.complete(l)
	if err != nil {
		return nil, err
	}
	instances, countable := l.instances()
	t := &Table{
		Inputs: l.inputs, Outputs: l.outputs, space: space,
		Exact:    countable && instances <= opt.Exact,
		sets:     sets(len(l.inputs), opt.Together)[1:], // no input tells nothing
		together: opt.Together,
	}
	if t.Exact {
		t.Instances = int(instances)
		err = enumerate(ctx, l, t, opt)
	} else {
		t.Instances = opt.Samples
		err = sample(ctx, l, t, opt)
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (opt Options) complete(l *layout) (Options, error) {
	if opt.Together == 0 {
		opt.Together = 2
	}
	if opt.Exact == 0 {
		opt.Exact = DefaultExact
	}
	if opt.Samples == 0 {
		opt.Samples = DefaultSamples
	}
	switch {
	case opt.Together < 1 || opt.Together > MaxTogether:
		return opt, fmt.Errorf("%d inputs together: want 1 to %d", opt.Together, MaxTogether)
	case opt.Exact > MaxExact:
		return opt, fmt.Errorf("%d instances are too many to enumerate: want at most %d", opt.Exact, uint64(MaxExact))
	case opt.Samples < 2 || opt.Samples > MaxSamples:
		return opt, fmt.Errorf("%d samples: want 2 to %d", opt.Samples, MaxSamples)
	}
	if opt.block == 0 {
		opt.block = maxBlock
	}
	opt.Together = min(opt.Together, len(l.inputs))
	gains, n := 0.0, float64(len(l.inputs))
	for k, combinations := 0, 1.0; k < opt.Together; k++ {
		combinations *= (n - float64(k)) / float64(k+1)
		gains += combinations * float64(len(l.outputs))
	}
	if gains > maxGains {
		return opt, fmt.Errorf("%.0f sets of %d and fewer inputs, for each output: at most %d are measured; take fewer together",
			gains, opt.Together, maxGains)
	}
	return opt, nil
}
