package chart

import (
	"context"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

const oneSample = "Every problem has one response: curves over several need more."

// curveNames are the measures over k responses, in the order of the legend.
var curveNames = [...][2]string{
	{finding.MeasurePassAtK, "any right (pass@k)"},
	{finding.MeasurePassHatK, "all right (pass^k)"},
	{finding.MeasureConsensus, "consensus"},
	{finding.MeasureConsensus + "_reward", "consensus by reward"},
	{finding.MeasureBestOf + "_reward", "best by reward"},
	{finding.MeasureBestOf + "_logprob", "best by probability"},
	{finding.MeasureBestOf + "_steps_product", "best by steps, product"},
	{finding.MeasureBestOf + "_steps_min", "best by steps, least"},
	{finding.MeasureBestOf + "_steps_mean", "best by steps, mean"},
	{finding.MeasureBestOf + "_steps_last", "best by last step"},
	{finding.MeasureBestOf + "_oracle_steps", "best by true steps (oracle)"},
}

// samplingCurves shows what several responses to a problem gain (METHOD.md section 8).
func samplingCurves(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "sampling", "What more responses gain"
	var measures []string
	for _, curve := range curveNames {
		measures = append(measures, curve[0])
	}
	findings, err := f.read(ctx, db, measures...)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupBy(findings, byModel) {
		if g.of.Corpus != "" { // thirds by coverage have a chart of their own
			continue
		}
		c := g.of.start(name, title)
		c.X = Axis{Title: "responses per problem (k)", Log: true}
		c.Y = Axis{Title: "problems solved (%)", Percent: true}
		for _, curve := range curveNames {
			c.add(Series{Name: curve[1], Model: g.of.Model, Mark: Line, Points: curvePoints(g.findings, curve[0], "k=%d")})
		}
		c.describe("Share of problems solved with k responses to each")
		c.Notes = []string{intervalNote}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, oneSample)
	}
	return charts, nil
}

// curvePoints are the points of a measure whose strata have that form.
func curvePoints(findings []finding.Finding, measure, form string) []Point {
	var points []Point
	for _, f := range findings {
		if k := numberIn(f.Stratum, form); f.Measure == measure && k > 0 && f.Stratum == fmt.Sprintf(form, int(k)) {
			points = append(points, point(k, f))
		}
	}
	return points
}

// samplingByCoverage asks whether more responses rescue what training did not
// cover: pass@k in thirds of the problems by exposure.
func samplingByCoverage(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "sampling-by-coverage", "What more responses gain, by training coverage"
	findings, err := f.read(ctx, db, finding.MeasurePassAtK)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupBy(findings, byModel) {
		if g.of.Corpus == "" {
			continue
		}
		c := g.of.start(name, title)
		c.X = Axis{Title: "responses per problem (k)", Log: true}
		c.Y = Axis{Title: "problems with a right one (%)", Percent: true}
		for _, third := range []string{"least covered third", "middle third", "most covered third"} {
			c.add(Series{Name: third, Model: g.of.Model, Mark: Line, Points: curvePoints(g.findings, finding.MeasurePassAtK, "k=%d, "+third)})
		}
		c.describe("Share of problems with a right answer among k responses (pass@k), in thirds by mean ln(1 + training documents)")
		c.Notes = []string{intervalNote + " Size is not held fixed: bigger problems are covered less."}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "There are no thirds by coverage: every problem has one response, or no corpus was looked up, or too many problems are covered alike.")
	}
	return charts, nil
}

// scalingLaws shows pass@k with the laws fitted to its first half, and how far
// they are off in the other.
func scalingLaws(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "scaling-laws", "Scaling of pass@k, and laws fitted to it"
	findings, err := f.read(ctx, db, finding.MeasurePassAtK, finding.MeasureScalingCurve, finding.MeasureScalingError, finding.MeasureScaling)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupBy(findings, byModel) {
		if g.of.Corpus != "" {
			continue
		}
		c := g.of.start(name, title)
		c.X = Axis{Title: "responses per problem (k)", Log: true}
		c.Y = Axis{Title: "problems with a right one (%)", Percent: true}
		c.add(Series{Name: "observed pass@k", Model: g.of.Model, Mark: Points, Points: curvePoints(g.findings, finding.MeasurePassAtK, "k=%d")})
		for _, law := range []string{"exponentiated power law", "log-linear law", "beta-binomial"} {
			c.add(Series{Name: law, Model: g.of.Model, Mark: Curve, Points: curvePoints(g.findings, finding.MeasureScalingCurve, law+", k=%d")})
		}
		c.describe("Share of problems with a right answer among k responses")
		c.Notes = []string{intervalNote}
		if held := heldOut(g.findings); held != "" {
			c.Notes = append(c.Notes, held)
			c.Caption += " " + held
		}
		if len(c.Series) < 2 {
			c.Notes = append(c.Notes, whyNoLaw(g.findings))
		}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, oneSample)
	}
	return charts, nil
}

// heldOut says how far the laws are off where they were not fitted.
func heldOut(findings []finding.Finding) string {
	var parts []string
	for _, f := range findings {
		if f.Measure == finding.MeasureScalingError && f.Estimate.OK {
			parts = append(parts, fmt.Sprintf("%s %+.2g [%.2g, %.2g]", f.Stratum, 100*f.Estimate.Value, 100*f.Estimate.Low, 100*f.Estimate.High))
		}
	}
	if parts == nil {
		return ""
	}
	return "Predicted less observed where the law was not fitted, in points: " + strings.Join(parts, "; ") + "."
}

func whyNoLaw(findings []finding.Finding) string {
	for _, f := range findings {
		if f.Measure == finding.MeasureScaling && !f.Estimate.OK {
			return "No law could be fitted: " + f.Note + "."
		}
	}
	return "No law could be fitted."
}
