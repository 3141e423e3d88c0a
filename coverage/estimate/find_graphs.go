package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findByGraph estimates accuracy by the measures of the problem's graph
// (METHOD.md section 1): by depth, by width, and by tenths of average
// parallelism, which is no whole number. Examples without a graph are left out.
func findByGraph(s *sample) []finding.Finding {
	findings := s.accuracyBy(finding.MeasureByDepth, "depth", func(o *observed) int { return o.depth })
	findings = append(findings, s.accuracyBy(finding.MeasureByWidth, "width", func(o *observed) int { return o.width })...)
	var examples []stats.ExposedExample
	for i := range s.examples {
		if e := &s.examples[i]; e.parallelism > 0 {
			examples = append(examples, stats.ExposedExample{Exposure: e.parallelism, Cluster: e.cluster()})
		}
	}
	tenths, _ := stats.AccuracyByDecile(examples, s.seed) // the only problem is that there are none
	for _, d := range tenths {
		findings = append(findings, finding.Finding{Measure: finding.MeasureByParallelism, Stratum: fmt.Sprintf("parallelism %.4g to %.4g", d.Least, d.Most), Estimate: d.Accuracy})
	}
	return findings
}

// accuracyBy estimates accuracy at each value of a measure, from small to
// large; 0 is that of no graph.
func (s *sample) accuracyBy(measure, name string, of func(*observed) int) []finding.Finding {
	var groups [][]stats.Cluster
	for i := range s.examples {
		e := &s.examples[i]
		value := of(e)
		for len(groups) <= value {
			groups = append(groups, nil)
		}
		groups[value] = append(groups[value], e.cluster())
	}
	var findings []finding.Finding
	for value, group := range groups {
		if value > 0 && len(group) > 0 {
			findings = append(findings, finding.Finding{Measure: measure, Stratum: fmt.Sprintf("%s %d", name, value), Estimate: stats.Accuracy(group, s.seed)})
		}
	}
	return findings
}
