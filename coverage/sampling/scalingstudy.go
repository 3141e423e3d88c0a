package sampling

import (
	"math"

	"github.com/graphcov/graphcov/coverage/stats"
)

// scalingStudy has everything that a bootstrap draw needs: the examples are no
// more than two numbers each, how many of the first kMax and how many of all
// responses are right.
type scalingStudy struct {
	units  units
	kinds  []rightCounts
	of     []int32 // kind of each example
	fitted passTable
	held   passTable
}

// rightCounts is how many responses of an example are right: of the first kMax, and of all.
type rightCounts struct{ seen, all int }

// passTable is pass@k for each number of right responses.
type passTable struct {
	n    int // responses
	ks   []int
	pass [][]float64 // [k][right]
}

func newPassTable(n int, ks []int) passTable {
	t := passTable{n: n, ks: ks, pass: make([][]float64, len(ks))}
	for j, k := range ks {
		t.pass[j] = make([]float64, n+1)
		for c := range t.pass[j] {
			t.pass[j][c] = 1 - allIn(n-c, n, k)
		}
	}
	return t
}

// coverage is pass@k, given how many examples have each number right.
func (t passTable) coverage(right []float64) []float64 {
	coverage := make([]float64, len(t.ks))
	examples := 0.0
	for _, n := range right {
		examples += n
	}
	for j := range t.ks {
		for c, n := range right {
			coverage[j] += float64(n * t.pass[j][c])
		}
		coverage[j] /= examples
	}
	return coverage
}

func newScalingStudy(examples []Example, fitted, held []int, kMax, top int) *scalingStudy {
	counts := make([]rightCounts, len(examples))
	for i := range examples {
		counts[i] = rightCounts{examples[i].right(kMax), examples[i].right(top)}
	}
	s := &scalingStudy{units: exampleUnits(examples), fitted: newPassTable(kMax, fitted), held: newPassTable(top, held)}
	s.kinds, s.of = kindsOf(counts)
	return s
}

// tally is what the examples, those of kind i taken times[i] times, show: what to fit
// to, and pass@k at the held-out ks.
func (s *scalingStudy) tally(times []float64) (t training, observed []float64) {
	right, all := make([]float64, s.fitted.n+1), make([]float64, s.held.n+1)
	for i, n := range times {
		right[s.kinds[i].seen] += n
		all[s.kinds[i].all] += n
	}
	return training{right, s.fitted.ks, s.fitted.coverage(right)}, s.held.coverage(all)
}

// laws fits the models and bootstraps them, all on the same resamples.
func (s *scalingStudy) laws(models []model, opt stats.Resampling) []Law {
	t, observed := s.tally(occurrences(len(s.kinds), s.of))
	laws := make([]Law, len(models))
	drawn := make([][][]float64, len(models)) // by law and draw: see row; nil where there is no fit
	problems := make([]string, len(models))
	for i, m := range models {
		laws[i] = Law{Name: m.name(), model: m}
		laws[i].point, problems[i] = m.fit(t)
		drawn[i] = make([][]float64, opt.Draws)
	}
	s.units.bootstrap(s.of, opt, func() func(int, []float64) {
		return func(draw int, times []float64) {
			t, observed := s.tally(times)
			for i, m := range models {
				if problems[i] != "" {
					continue
				}
				if point, problem := m.fit(t); problem == "" {
					drawn[i][draw] = s.row(m, point, observed)
				}
			}
		}
	})
	for i := range laws {
		if problems[i] != "" {
			laws[i].fail(len(s.of), problems[i])
		} else {
			s.estimate(&laws[i], observed, drawn[i])
		}
	}
	return laws
}

// fail gives the reason in every estimate of the law.
func (l *Law) fail(n int, problem string) {
	for _, p := range l.model.params() {
		l.Params = append(l.Params, Param{p, notEstimable(n, problem)})
	}
	l.HeldOutError = notEstimable(n, problem)
}

// row lists the numbers that a fit comes to: parameters, then observed, predicted
// and error by held-out k, then the mean absolute error.
func (s *scalingStudy) row(m model, point, observed []float64) []float64 {
	row := m.report(point)
	sum := 0.0
	for j, k := range s.held.ks {
		predicted := m.at(point, k)
		row = append(row, observed[j], predicted, predicted-observed[j])
		sum += math.Abs(predicted - observed[j])
	}
	return append(row, sum/float64(len(s.held.ks)))
}

// estimate turns the rows of the draws into the law's estimates.
func (s *scalingStudy) estimate(l *Law, observed []float64, drawn [][]float64) {
	value := s.row(l.model, l.point, observed)
	column := 0
	next := func() stats.Estimate {
		var draws []float64
		for _, row := range drawn {
			if row != nil && !math.IsNaN(row[column]) {
				draws = append(draws, row[column])
			}
		}
		v := value[column]
		column++
		if math.IsNaN(v) {
			return notEstimable(len(s.of), "has no finite value where the correlation is 0 or 1")
		}
		return stats.BootstrapInterval(v, len(s.of), draws, len(drawn))
	}
	for _, p := range l.model.params() {
		l.Params = append(l.Params, Param{p, next()})
	}
	if len(s.held.ks) == 0 {
		l.HeldOutError = notEstimable(len(s.of), "no larger number of responses to try the law on")
		return
	}
	for _, k := range s.held.ks {
		l.HeldOut = append(l.HeldOut, HeldOut{k, next(), next(), next()})
	}
	l.HeldOutError = next()
}
