package propagation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// analysis is the data as they are and resampled.
type analysis struct {
	table    *table
	groups   groups
	observed *sample
	draws    []*sample
	// worst and best hold for each group its predicted accuracy with all rates at
	// the upper and at the lower ends of their intervals.
	worst, best []float64
	// noRate and noCorrelation say why there are none; empty where there are.
	noRate, noCorrelation string
}

func newAnalysis(t *table, opt stats.Resampling) *analysis {
	once := slices.Repeat([]uint32{1}, len(t.examples))
	// The calibration table sorts by predictions before there are groups. It takes
	// the rates of all folds together: else it would sort equal graphs by fold.
	rates := make([]float64, len(t.cells))
	t.predictive(rates, newSampler(t, groups{of: make([][]int32, len(t.shapes))}).take(once).cells)
	predicted := make([]float64, len(t.shapes))
	logarithms(rates)
	for i := range t.shapes {
		predicted[i] = t.shapes[i].accuracy(rates)
	}
	g := newGroups(t, predicted)
	return &analysis{table: t, groups: g, observed: newSampler(t, g).take(once), draws: bootstrap(t, g, opt)}
}

// bootstrap takes samples with replacement, as large as the data.
func bootstrap(t *table, g groups, opt stats.Resampling) []*sample {
	opt = opt.WithDefault(DefaultDraws)
	examples := stats.NewMultinomial(slices.Repeat([]int{1}, len(t.examples)))
	draws := make([]*sample, opt.Draws)
	opt.Each(func() func(int, *rand.Rand) {
		sampler, times := newSampler(t, g), make([]uint32, len(t.examples))
		return func(draw int, rng *rand.Rand) {
			examples.Draw(times, rng)
			draws[draw] = sampler.take(times)
		}
	})
	return draws
}

const noJudgedStep = "no step has right arguments and a stated value"

// steps is the rate of all steps together.
func (a *analysis) steps() side {
	t, examples := a.table, 0
	for i := range t.examples {
		if t.start[i] < t.start[i+1] {
			examples++
		}
	}
	return a.share(examples, func(s *sample) (float64, bool) { return s.steps.value() }, noJudgedStep)
}

// rates are those of the cells, and in all the counts of all cells together.
func (a *analysis) rates() (all Rate, rates []Rate) {
	rates = make([]Rate, len(a.table.cells))
	for i, c := range a.table.cells {
		rates[i] = Rate{Op: c.op, Layer: c.layer, Judged: c.judged, Wrong: c.wrong, Missing: c.missing, Thin: c.thin}
		rates[i].Error = a.share(c.examples, func(s *sample) (float64, bool) { return s.cells[i].value() }, noJudgedStep).Estimate
		all.Judged += c.judged
		all.Wrong += c.wrong
		all.Missing += c.missing
	}
	return all, rates
}

// setExtremes predicts with all rates at either end. A thin cell takes the ends
// of all steps together.
func (a *analysis) setExtremes(steps Rate, rates []Rate) {
	t := a.table
	low, high := make([]float64, len(rates)), make([]float64, len(rates))
	for c, r := range rates {
		if r.Thin {
			r = steps
		}
		low[c], high[c] = math.Log1p(-r.Error.Low), math.Log1p(-r.Error.High)
	}
	a.worst, a.best = make([]float64, a.groups.count), make([]float64, a.groups.count)
	responses := make([]float64, len(t.shapes))
	for _, e := range t.examples {
		responses[e.shape] += e.responses
	}
	for i := range t.shapes {
		for _, g := range a.groups.of[i] {
			weight := responses[i] / a.observed.groups[g].responses
			a.worst[g] += weight * t.shapes[i].accuracy(high)
			a.best[g] += weight * t.shapes[i].accuracy(low)
		}
	}
}

// setReasons finds out what cannot be estimated, and what to warn of.
func (a *analysis) setReasons(steps Rate, rates []Rate) (warnings []string) {
	switch _, paired := a.observed.correlation.value(); {
	case steps.Judged == 0:
		a.noRate = noJudgedStep
		a.noCorrelation = a.noRate
	case steps.Wrong == 0:
		a.noCorrelation = "no step is wrong"
	case steps.Wrong == steps.Judged:
		a.noCorrelation = "every step is wrong"
	case !paired:
		a.noCorrelation = "no example has two judged steps whose rates lie between 0 and 1"
	}
	thin := 0
	for _, r := range rates {
		if r.Thin {
			thin++
		}
	}
	if thin > 0 && a.noRate == "" {
		warnings = append(warnings, fmt.Sprintf("%d of %d rates are thin: the prediction takes a coarser rate for them", thin, len(rates)))
	}
	if steps.Missing > 0 {
		stated := steps.Judged
		for _, e := range a.table.examples {
			stated += int(e.wrongArguments)
		}
		warnings = append(warnings, fmt.Sprintf("%d of %d steps are missing and left out: had they been tried, the rates might be higher", steps.Missing, steps.Missing+stated))
	}
	return warnings
}

// group makes the estimates of group number i.
func (a *analysis) group(i int, g Group) Group {
	g.Responses = int(a.observed.groups[i].responses)
	of := func(part func(*tally) float64) statistic {
		return func(s *sample) (float64, bool) {
			return ratio{part(&s.groups[i]), s.groups[i].responses}.value()
		}
	}
	counted := func(part func(*tally) float64) side {
		return a.share(g.Examples, of(part), "no responses")
	}
	predicted := func(part func(*tally) float64, missing string) side {
		if missing != "" {
			return side{Estimate: notEstimable(g.Examples, missing)}
		}
		statistic := func(s *sample) (float64, bool) {
			value, ok := of(part)(s)
			return value, ok && s.steps.n > 0
		}
		e := a.interval(g.Examples, statistic, "no responses")
		if e.flat {
			e.Low, e.High = min(a.worst[i], e.Value), max(a.best[i], e.Value)
			e.Warnings = append(e.Warnings, "examples do not differ enough to bootstrap: the interval has all rates at the same end of theirs")
		}
		return e
	}
	observed := counted(func(t *tally) float64 { return t.right })
	independent := predicted(func(t *tally) float64 { return t.predicted }, a.noRate)
	clustered := predicted(func(t *tally) float64 { return t.clustered }, a.noCorrelation)
	g.Observed, g.Predicted, g.Clustered = observed.Estimate, independent.Estimate, clustered.Estimate
	g.Excess, g.Remaining = a.difference(observed, independent), a.difference(observed, clustered)
	g.Flawless = counted(func(t *tally) float64 { return t.responses - t.flawed }).Estimate
	g.Restored = counted(func(t *tally) float64 { return t.restored }).Estimate
	return g
}
