package puzzle

import (
	"sync"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// Instance is one puzzle with exactly one solution.
type Instance struct {
	task.Exact
	*grid
	listing   *listing
	solution  logic.Grid
	container task.Container // of the one cell asked for

	// derive works the solution out step by step, once: it is the costly part,
	// and training documents that spell it out themselves do without.
	derive func() ([]logic.Step, error)
}

// Parse implements task.Task. A puzzle with no solution, with several or with
// a clue that cannot be read is an error.
func (Task) Parse(p task.Problem) (task.Instance, error) {
	read, text := parseQuestion, p.Question
	if p.Input != "" {
		read, text = parseInput, p.Input
	}
	g, list, err := read(text)
	if err != nil {
		return nil, err
	}
	instance, err := newDerived(g, list)
	if err != nil {
		return nil, err
	}
	if c := p.Container(); c != task.NoContainer {
		instance.container = c
	}
	return instance, nil
}

// newDerived is newInstance with the derivation done, so that Compile knows it.
func newDerived(p *grid, list *listing) (Instance, error) {
	instance, err := newInstance(p, list)
	if err != nil {
		return Instance{}, err
	}
	_, err = instance.derive()
	return instance, err
}

func newInstance(p *grid, list *listing) (Instance, error) {
	l := p.logic(p.clues)
	solutions, err := l.Solutions(2)
	switch {
	case err != nil:
		return Instance{}, err
	case len(solutions) == 0:
		return Instance{}, logic.ErrNoSolution
	case len(solutions) > 1:
		return Instance{}, logic.ErrManySolutions
	}
	return Instance{grid: p, listing: list, solution: solutions[0], container: task.Tag, derive: sync.OnceValues(l.Derive)}, nil
}

// Input implements task.Instance. The order in which a question lists
// attributes, values and clues is no part of it, nor is their wording.
func (p Instance) Input() string { return p.input() }

// Question implements task.Instance.
func (p Instance) Question() string { return p.listing.write(p.grid) }

// Size implements task.Instance: KxM, houses and attributes.
func (p Instance) Size() string { return p.size() }

// Algorithm implements task.Instance.
func (p Instance) Algorithm() string { return algorithmGreedy }

// Answer implements task.Instance: all values by house, then by label, joined
// by blanks, or the one asked for.
func (p Instance) Answer() string {
	if p.asked != nil {
		return graph.Canonical(p.valueAt(*p.asked))
	}
	var values []string
	for _, c := range p.cells() {
		values = append(values, p.valueAt(c))
	}
	return joinValues(values)
}

// valueAt is the value of a cell in the solution.
func (p Instance) valueAt(c logic.Cell) string {
	return p.attributes[c.Attribute].values[p.solution[c.House][c.Attribute]]
}
