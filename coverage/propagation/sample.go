package propagation

import "math"

// sample is everything that one resample of the examples comes to, the data as
// they are included.
type sample struct {
	cells       []ratio // wrong of judged steps
	steps       ratio   // the same of all cells
	undone      ratio   // right of the steps with a wrong argument
	correlation ratio
	meanError   float64 // mean and correlation of mixture
	beta        float64
	groups      []tally
}

// tally sums up the responses to the examples of a group.
type tally struct {
	responses, right, flawed, restored float64
	predicted, clustered               float64 // numbers of right responses
}

func (g *tally) add(h *tally) {
	g.responses += h.responses
	g.right += h.right
	g.flawed += h.flawed
	g.restored += h.restored
	g.predicted += h.predicted
	g.clustered += h.clustered
}

// sampler takes samples. It owns the memory that a goroutine works in.
type sampler struct {
	t        *table
	groups   groups
	sums     []ratio // by fold, then cell
	rates    []float64
	perShape []tally
	counts   histogram
	factors  []float64 // by cell, see corrections
	drawn    []drawn
}

// drawn is an example and how often it was drawn, once or more: nearly four in ten
// are not, and to go over all would be to ask of each anew.
type drawn struct {
	example int32
	times   float64
}

func newSampler(t *table, g groups) *sampler {
	return &sampler{t: t, groups: g,
		sums:     make([]ratio, t.folds*len(t.cells)),
		rates:    make([]float64, len(t.cells)),
		factors:  make([]float64, len(t.cells)),
		perShape: make([]tally, len(t.shapes)),
		drawn:    make([]drawn, len(t.examples)+1),
	}
}

// take works out one sample, in which each example occurs as often as times says.
func (p *sampler) take(times []uint32) *sample {
	t := p.t
	examples := p.list(times)
	s := &sample{cells: make([]ratio, len(t.cells)), groups: make([]tally, p.groups.count)}
	p.count(s, examples)
	t.predictive(p.rates, s.cells)
	s.correlation = t.correlation(examples, p.rates)
	m := newMixture(s.steps, &p.counts)
	s.meanError, s.beta = m.mean, m.correlation
	if m.correlation > 0 {
		t.corrections(p.factors, examples, p.rates, s.cells, &m)
	}
	p.predict(s, &m)
	for i := range p.perShape {
		for _, group := range p.groups.of[i] {
			s.groups[group].add(&p.perShape[i])
		}
	}
	return s
}

// list returns the examples that were drawn. The slice is reused by the next call.
func (p *sampler) list(times []uint32) []drawn {
	n := 0
	for i, drawnTimes := range times {
		// Written whether drawn or not, to be overwritten: a branch here could not be foreseen.
		p.drawn[n] = drawn{int32(i), float64(drawnTimes)}
		n += int(min(drawnTimes, 1))
	}
	return p.drawn[:n]
}

// count adds up the outcomes of steps by cell, and of responses by shape.
func (p *sampler) count(s *sample, examples []drawn) {
	t := p.t
	clear(p.sums)
	clear(p.perShape)
	p.counts.clear()
	for _, d := range examples {
		i, drawn := d.example, d.times
		e := &t.examples[i]
		tally := &p.perShape[e.shape]
		tally.responses += drawn * e.responses
		tally.right += drawn * e.right
		tally.flawed += drawn * e.flawed
		tally.restored += drawn * e.restored
		p.counts.add(int(e.wrongSteps), int(e.judgedSteps-e.wrongSteps), drawn)
		s.undone.add(ratio{drawn * e.undone, drawn * e.wrongArguments})
		fold := p.fold(t.shapes[e.shape].fold)
		for _, step := range t.entries[t.start[i]:t.start[i+1]] {
			sum := &fold[step.cell]
			sum.n += drawn * float64(step.judged)
			if step.wrong > 0 {
				sum.of += drawn * float64(step.wrong)
			}
		}
	}
	for f := range t.folds {
		for c, sum := range p.fold(f) {
			s.cells[c].add(sum)
			s.steps.add(sum)
		}
	}
}

func (p *sampler) fold(f int) []ratio {
	n := len(p.t.cells)
	return p.sums[f*n : (f+1)*n]
}

// predict works out the predicted accuracy of each shape from the rates in the
// other folds, or in all data where there is one fold.
func (p *sampler) predict(s *sample, m *mixture) {
	t := p.t
	clustered := make([]float64, t.folds*len(t.cells))
	logRight := make([]float64, t.folds*len(t.cells))
	others := make([]ratio, len(t.cells))
	for f := range t.folds {
		copy(others, s.cells)
		if t.folds > 1 {
			for c, sum := range p.fold(f) {
				others[c].add(ratio{-sum.of, -sum.n}) // whole numbers: exact
			}
		}
		rates := logRight[f*len(t.cells) : (f+1)*len(t.cells)]
		if !t.predictive(rates, others) {
			// No step was judged in the other folds: better flattered than nothing.
			t.predictive(rates, s.cells)
		}
		logarithms(rates)
		for c := range rates {
			clustered[f*len(t.cells)+c] = rates[c] * p.factors[c]
		}
	}
	for i := range p.perShape {
		tally, shape := &p.perShape[i], &t.shapes[i]
		if tally.responses == 0 {
			continue
		}
		right := shape.accuracy(logRight[shape.fold*len(t.cells):])
		tally.predicted = tally.responses * right
		tally.clustered = tally.predicted
		if m.correlation > 0 {
			right = shape.accuracy(clustered[shape.fold*len(t.cells):])
			tally.clustered = tally.responses * ClusteredAccuracy(right, shape.operations, m.correlation)
		}
	}
}

// logarithms turns error rates into the logarithms of the chances to be right.
func logarithms(rates []float64) {
	for c, e := range rates {
		rates[c] = math.Log1p(-e)
	}
}

// accuracy is the chance that all steps are right, given the logarithm of that
// chance for a step of each cell.
func (s *shape) accuracy(logRight []float64) float64 {
	sum := 0.0
	for _, n := range s.nodes {
		sum += float64(n.nodes * logRight[n.cell])
	}
	return math.Exp(sum)
}
