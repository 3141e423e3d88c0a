package chart

import (
	"context"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// calibration sets observed accuracy beside what independent errors of single
// steps predict (METHOD.md section 10), in tenths of the problems.
func calibration(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "calibration", "Accuracy observed, and predicted from errors of steps"
	findings, err := f.read(ctx, db, finding.MeasureCalibration)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupModels(findings) {
		c := g.of.start(name, title)
		c.X = percentAxis("accuracy predicted from errors of steps (%)")
		c.Y = percentAxis("accuracy observed (%)")
		c.Lines = []Reference{{Name: "as predicted", Diagonal: true}}
		for _, m := range g.models() {
			c.add(Series{Name: m.of.Model, Model: m.of.Model, Mark: Points, Points: calibrationPoints(m.findings)})
		}
		c.describe("Observed accuracy at the accuracy predicted, by tenths of the problems")
		c.Notes = []string{intervalNote + " Above the line: better than independent errors of single steps allow, as recall or errors that cluster would be."}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "No response has steps that were judged: there are no error rates to predict from.")
	}
	return charts, nil
}

// calibrationPoints join the two findings of each bin. A bin whose prediction is
// not estimable has no place.
func calibrationPoints(findings []finding.Finding) []Point {
	predicted := make(map[string]finding.Finding)
	for _, f := range findings {
		predicted[f.Stratum] = f
	}
	var points []Point
	for _, f := range findings {
		bin := 0
		var what string
		if n, _ := fmt.Sscanf(f.Stratum, "bin %d, %s", &bin, &what); n != 2 || what != "observed" {
			continue
		}
		of := predicted[fmt.Sprintf("bin %d, predicted", bin)]
		if !of.Estimate.OK {
			continue
		}
		p := point(of.Estimate.Value, f)
		p.XLow, p.XHigh = &of.Estimate.Low, &of.Estimate.High
		points = append(points, p)
	}
	return points
}
