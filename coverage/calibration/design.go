package calibration

import (
	"errors"
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/tasks/task"
)

// Strata says which examples are compared with each other.
type Strata string

// The strata of METHOD.md section 6, and two coarser ones that show why these.
const (
	BySizeAndOperations Strata = "size and operations"
	BySize              Strata = "size"
	Together            Strata = "none"
)

// Study is one line of the report.
type Study struct {
	Responder Responder
	Strata    Strata // empty: BySizeAndOperations
	Examples  int    // in each data set, one response each
	DataSets  int
}

// Design says what Run does. Sizes and Studies have no default.
type Design struct {
	Task      task.Task
	Sizes     []string // of the task, such as 2x2, easy ones first
	Documents int      // training documents of each size, drawn with replacement; 0: 500
	Problems  int      // of each size, all different, from which data sets are drawn; 0: 1,000
	Studies   []Study

	// Permutations of each test; 0: 4,999. With 16 tests in a family the
	// smallest q that a single small p can have is then 0.0032: fewer
	// permutations could not give "tracks" at q < 0.01 to one test alone, and would
	// hide false alarms.
	Permutations int

	// Draws of the bootstrap; 0: stats.DefaultDraws.
	Draws int

	// Seed picks all random numbers. Same design, same report.
	Seed uint64

	// Workers is how many data sets are worked on at a time; 0: GOMAXPROCS. It
	// does not change the report.
	Workers int
}

// withDefaults fills in what is not given and refuses what cannot be run.
func (d Design) withDefaults() (Design, error) {
	setDefault(&d.Documents, 500)
	setDefault(&d.Problems, 1000)
	setDefault(&d.Permutations, 4999)
	setDefault(&d.Draws, stats.DefaultDraws)
	if d.Task == nil || len(d.Sizes) == 0 || len(d.Studies) == 0 {
		return d, errors.New("a calibration needs a task, sizes and studies")
	}
	for i, size := range d.Sizes {
		if slices.Contains(d.Sizes[:i], size) {
			return d, fmt.Errorf("the size %s is there twice", size)
		}
	}
	if min(d.Documents, d.Problems, d.Permutations, d.Draws) < 0 {
		return d, errors.New("numbers of documents, problems, permutations and draws cannot be negative")
	}
	studies := make([]Study, len(d.Studies))
	for i, s := range d.Studies {
		if s.Strata == "" {
			s.Strata = BySizeAndOperations
		}
		switch {
		case s.Responder.Chance == nil:
			return d, fmt.Errorf("study %d: a responder without chances", i+1)
		case s.Strata != BySizeAndOperations && s.Strata != BySize && s.Strata != Together:
			return d, fmt.Errorf("study %d: no strata %q", i+1, s.Strata)
		case s.DataSets < 1:
			return d, fmt.Errorf("study %d: no data sets", i+1)
		case s.Examples < 1 || s.Examples > len(d.Sizes)*d.Problems:
			return d, fmt.Errorf("study %d: %d examples; there are 1 to %d problems", i+1, s.Examples, len(d.Sizes)*d.Problems)
		}
		studies[i] = s
	}
	d.Studies = studies
	return d, nil
}

func setDefault(n *int, value int) {
	if *n == 0 {
		*n = value
	}
}
