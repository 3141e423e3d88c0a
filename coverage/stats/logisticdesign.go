package stats

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// design is the data of a regression: rows in order of stratum, terms
// standardised, nothing left in that cannot be estimated.
type design struct {
	names        []string  // of the terms, exposure first
	sds          []float64 // see LogisticTerm.SD
	x            []float64 // the terms of row i are x[i*len(names):][:len(names)]
	right, total []float64 // weights by row, total being right + wrong
	examples     []int32   // cluster of each row, numbered from 0
	strata       []span
}

// span is the rows of one stratum: from start up to, not including, end.
type span struct {
	start, end int
}

func (d *design) terms() int { return len(d.names) }

func (d *design) row(i int) []float64 { return d.x[i*d.terms():][:d.terms()] }

// newDesign prepares the data. The fit holds what there is to say about it so
// far; problem says why there is nothing to fit.
func newDesign(rows []LogisticRow, names []string, by string) (d *design, fit LogisticFit, problem string) {
	d = &design{}
	product := slices.Index(names, by)
	if by != "" && product < 0 {
		return d, fit, fmt.Sprintf("there is no covariate %q", by)
	}
	kept := make([]LogisticRow, 0, len(rows))
	for i, r := range rows {
		if problem := r.check(len(names)); problem != "" {
			return d, fit, fmt.Sprintf("row %d: %s", i, problem)
		}
		if r.Right > 0 || r.Wrong > 0 {
			kept = append(kept, r)
		}
	}
	slices.SortStableFunc(kept, func(a, b LogisticRow) int { return cmp.Compare(a.Stratum, b.Stratum) })
	kept = d.dropStrata(kept, &fit)
	fit.Rows, fit.Strata = len(kept), len(d.strata)
	if len(kept) == 0 {
		return d, fit, "no stratum varies in both outcome and exposure"
	}
	fit.Examples = d.number(kept)
	columns, warnings := d.standardise(kept, names, product)
	if columns == nil {
		return d, fit, "the exposure does not vary, or is too large a number"
	}
	d.keepIndependent(columns, &warnings)
	fit.Warnings = warnings
	if len(d.names) == 0 || d.names[0] != exposureTerm {
		return d, fit, "the exposure does not vary within strata"
	}
	return d, fit, ""
}

const exposureTerm = "exposure"

func (r LogisticRow) check(covariates int) (problem string) {
	if len(r.Covariates) != covariates {
		return fmt.Sprintf("%d covariates, %d names", len(r.Covariates), covariates)
	}
	if slices.ContainsFunc(r.Covariates, func(x float64) bool { return !finite(x) }) {
		return "a covariate is not a finite number"
	}
	return Observation{Exposure: r.Exposure, Right: r.Right, Wrong: r.Wrong}.check()
}

// dropStrata keeps the strata from which something can be learnt: a stratum whose
// intercept fits it perfectly says nothing of the coefficients.
func (d *design) dropStrata(sorted []LogisticRow, fit *LogisticFit) (kept []LogisticRow) {
	for len(sorted) > 0 {
		end := slices.IndexFunc(sorted, func(r LogisticRow) bool { return r.Stratum != sorted[0].Stratum })
		if end < 0 {
			end = len(sorted)
		}
		stratum := sorted[:end]
		sorted = sorted[end:]
		var right, wrong, differs bool
		for _, r := range stratum {
			right = right || r.Right > 0
			wrong = wrong || r.Wrong > 0
			differs = differs || r.Exposure != stratum[0].Exposure || !slices.Equal(r.Covariates, stratum[0].Covariates)
		}
		if !right || !wrong || !differs {
			fit.DroppedStrata++
			fit.DroppedRows += len(stratum)
			continue
		}
		d.strata = append(d.strata, span{len(kept), len(kept) + end})
		kept = append(kept, stratum...)
	}
	return kept
}

// number fills in weights and clusters and returns how many clusters there are.
func (d *design) number(rows []LogisticRow) int {
	seen := map[int]int32{}
	for _, r := range rows {
		if _, ok := seen[r.Example]; !ok {
			seen[r.Example] = int32(len(seen))
		}
		d.examples = append(d.examples, seen[r.Example])
		d.right = append(d.right, r.Right)
		d.total = append(d.total, r.Right+r.Wrong)
	}
	return len(seen)
}

// column is one candidate term.
type column struct {
	name   string
	sd     float64
	values []float64
}

// standardise makes the candidate terms: exposure, covariates, product. It
// returns nil where the exposure cannot be standardised.
func (d *design) standardise(rows []LogisticRow, names []string, product int) (columns []column, warnings []string) {
	standard := func(name string, value func(LogisticRow) float64) (column, bool) {
		values := make([]float64, len(rows))
		for i, r := range rows {
			values[i] = value(r)
		}
		mean, sd := stat.PopMeanStdDev(values, d.total)
		varies := slices.ContainsFunc(values, func(x float64) bool { return x != values[0] })
		if !varies || !finite(mean) || !finite(sd) || sd == 0 {
			return column{}, false
		}
		for i, x := range values {
			values[i] = (x - mean) / sd
		}
		return column{name, sd, values}, true
	}
	exposure, ok := standard(exposureTerm, func(r LogisticRow) float64 { return r.Exposure })
	if !ok {
		return nil, nil
	}
	columns = []column{exposure}
	var times []float64
	for j, name := range names {
		c, ok := standard(name, func(r LogisticRow) float64 { return r.Covariates[j] })
		if !ok {
			warnings = append(warnings, fmt.Sprintf("%s is dropped: it does not vary", name))
			continue
		}
		columns = append(columns, c)
		if j == product {
			times = c.values
		}
	}
	if times != nil {
		c := column{exposureTerm + " x " + names[product], 1, make([]float64, len(rows))}
		for i := range c.values {
			c.values[i] = exposure.values[i] * times[i]
		}
		columns = append(columns, c)
	}
	return columns, warnings
}

// independent is the least share of a term's variation that strata and earlier
// terms may leave unexplained; below it the term is the same thing said twice.
const independent = 1e-8

// keepIndependent fills x with the terms that can be told apart. A diagonal
// element of the Cholesky factor of the terms' cross-products within strata is
// the root of what the strata and the terms before it leave unexplained.
func (d *design) keepIndependent(columns []column, warnings *[]string) {
	centred := make([][]float64, len(columns))
	for j, c := range columns {
		centred[j] = slices.Clone(c.values)
		for _, s := range d.strata {
			mean := stat.Mean(c.values[s.start:s.end], d.total[s.start:s.end])
			for i := s.start; i < s.end; i++ {
				centred[j][i] -= mean
			}
		}
	}
	product := func(a, b []float64) (sum float64) {
		for i := range a {
			sum += float64(d.total[i] * a[i] * b[i])
		}
		return sum
	}
	var kept []int
	for j, c := range columns {
		trial := append(slices.Clone(kept), j)
		within := mat.NewSymDense(len(trial), nil)
		for a, k := range trial {
			for b, l := range trial[:a+1] {
				within.SetSym(a, b, product(centred[k], centred[l]))
			}
		}
		var factor mat.Cholesky
		ok := factor.Factorize(within)
		if ok {
			last := factor.RawU().At(len(trial)-1, len(trial)-1)
			ok = last*last > independent*product(c.values, c.values)
		}
		if !ok {
			*warnings = append(*warnings, fmt.Sprintf("%s is dropped: strata and the terms before it determine it", c.name))
			continue
		}
		kept = trial
		d.names = append(d.names, c.name)
		d.sds = append(d.sds, c.sd)
	}
	d.x = make([]float64, 0, len(d.right)*len(kept))
	for i := range d.right {
		for _, j := range kept {
			d.x = append(d.x, columns[j].values[i])
		}
	}
}
