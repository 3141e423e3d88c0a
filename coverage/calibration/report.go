package calibration

import (
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"

	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
)

// Report is what a calibration found.
type Report struct {
	Pool []PoolSize
	Rows []Row // one a study, in their order
}

// PoolSize describes the problems of one size.
type PoolSize struct {
	Size          string
	Problems      int
	Fewest, Most  int     // operations
	ArgumentsSeen float64 // share of the problems, see Problem
	StepShare     float64 // mean over the problems
}

// Row has the rates of one study.
type Row struct {
	Study

	// Any counts each data set once, under the strongest verdict of its scopes:
	// tracks, else weak, else inverse, no evidence, inconclusive.
	Any Verdicts

	// Scopes are the verdicts of each scope by itself.
	Scopes []ScopeVerdicts
}

// ScopeVerdicts are the verdicts of one scope.
type ScopeVerdicts struct {
	Scope string
	Verdicts

	// MeanAUC is the size of the effect: the mean over those data sets in which
	// there is an AUC, 0 where there is none.
	MeanAUC float64
}

// Verdicts counts data sets by verdict.
type Verdicts map[string]int

// strongestFirst is the order in which a data set's verdicts are summed up.
var strongestFirst = [...]string{
	stats.VerdictTracks, stats.VerdictWeak, stats.VerdictInverse, stats.VerdictNoEvidence, stats.VerdictInconclusive,
}

// Share is the share of data sets with one of those verdicts, with Wilson's
// interval.
func (v Verdicts) Share(verdicts ...string) stats.Estimate {
	count, all := 0, 0
	for verdict, n := range v {
		all += n
		if slices.Contains(verdicts, verdict) {
			count += n
		}
	}
	return stats.Wilson(count, all)
}

func newRow(s Study, scopes []graph.Scope, dataSets [][]result) Row {
	row := Row{Study: s, Any: Verdicts{}}
	for i, scope := range scopes {
		verdicts, sum, n := Verdicts{}, 0.0, 0
		for _, results := range dataSets {
			verdicts[results[i].verdict]++
			if results[i].auc.OK {
				sum += results[i].auc.Value
				n++
			}
		}
		row.Scopes = append(row.Scopes, ScopeVerdicts{scope.String(), verdicts, sum / float64(max(n, 1))})
	}
	for _, results := range dataSets {
		strongest := slices.IndexFunc(strongestFirst[:], func(verdict string) bool {
			return slices.ContainsFunc(results, func(r result) bool { return r.verdict == verdict })
		})
		row.Any[strongestFirst[strongest]]++
	}
	return row
}

// describePool sums up the problems of each size.
func describePool(pool []pooled, sizes []string) []PoolSize {
	var described []PoolSize
	for _, size := range sizes {
		d := PoolSize{Size: size, Fewest: math.MaxInt}
		for _, p := range pool {
			if p.Size != size {
				continue
			}
			d.Problems++
			d.Fewest, d.Most = min(d.Fewest, p.Operations), max(d.Most, p.Operations)
			d.StepShare += p.StepShare
			if p.ArgumentsSeen {
				d.ArgumentsSeen++
			}
		}
		d.StepShare /= float64(d.Problems)
		d.ArgumentsSeen /= float64(d.Problems)
		described = append(described, d)
	}
	return described
}

// Print writes the report as tables. Rates are in percent of data sets, with
// 95 % intervals.
func (r Report) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "size\tproblems\toperations\targuments seen\tsteps seen")
	for _, p := range r.Pool {
		fmt.Fprintf(t, "%s\t%d\t%d to %d\t%.0f %%\t%.0f %%\n", p.Size, p.Problems, p.Fewest, p.Most, 100*p.ArgumentsSeen, 100*p.StepShare)
	}
	if len(r.Rows) == 0 {
		return t.Flush()
	}
	fmt.Fprint(t, "\nresponder\tstrata\tn\tdata sets\ttracks, any scope\ttracks or weak\tinverse\tno evidence\tinconclusive")
	for _, s := range r.Rows[0].Scopes {
		fmt.Fprintf(t, "\ttracks, %s\tmean auc", s.Scope)
	}
	fmt.Fprintln(t)
	for _, row := range r.Rows {
		fmt.Fprintf(t, "%s\t%s\t%d\t%d", row.Responder.Name, row.Strata, row.Examples, row.DataSets)
		fmt.Fprintf(t, "\t%s\t%s", percent(row.Any, stats.VerdictTracks), percent(row.Any, stats.VerdictTracks, stats.VerdictWeak))
		for _, verdict := range strongestFirst[2:] {
			fmt.Fprintf(t, "\t%s", percent(row.Any, verdict))
		}
		for _, s := range row.Scopes {
			fmt.Fprintf(t, "\t%s\t%.3f", percent(s.Verdicts, stats.VerdictTracks), s.MeanAUC)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

func percent(v Verdicts, verdicts ...string) string {
	e := v.Share(verdicts...)
	return fmt.Sprintf("%.1f [%.1f, %.1f]", 100*e.Value, 100*e.Low, 100*e.High)
}
