package chart

// Chart is everything there is to show, however it is drawn.
type Chart struct {
	Name    string      `json:"name"`              // the kind, as on the command line
	ID      string      `json:"id"`                // letters, digits, - and _; of no other chart of a database
	Title   string      `json:"title"`             // what, of which model and task
	Caption string      `json:"caption"`           // the same in a sentence with n, for who cannot see it
	X       Axis        `json:"x"`                 // of a forest it runs down
	Y       Axis        `json:"y"`                 // of a forest it runs across
	Value   *Axis       `json:"value,omitempty"`   // of the colours of cells; nil: there are none
	Series  []Series    `json:"series,omitempty"`  // each with one point at least
	Lines   []Reference `json:"lines,omitempty"`   // to compare with
	Notes   []string    `json:"notes,omitempty"`   // what a careful reader should know, sentences
	Missing string      `json:"missing,omitempty"` // why there is nothing to show: then there are no series
}

// Axis is one direction of a chart.
type Axis struct {
	Title      string   `json:"title"`                // with the unit in brackets
	Categories []string `json:"categories,omitempty"` // positions 0, 1, ..; empty: the axis is of numbers
	Percent    bool     `json:"percent,omitempty"`    // values are shares, to be shown times 100
	Log        bool     `json:"log,omitempty"`        // a value of 0 then stands on a line of its own below the axis
	Low        *float64 `json:"low,omitempty"`        // where the axis must begin; nil: as the data ask
	High       *float64 `json:"high,omitempty"`       // and end
}

// Mark is how the points of a series are drawn.
type Mark string

// The marks. All but cells have the measured value in Y, with its interval
// in Low and High.
const (
	Points  Mark = "points"  // a glyph each, with its interval
	Line    Mark = "line"    // the same, joined; broken where a value is missing
	Curve   Mark = "curve"   // a line without glyphs or intervals: what a law says
	Bars    Mark = "bars"    // from 0 up, side by side with those of other series
	Stacked Mark = "stacked" // from the bars of the series before it up
	Cells   Mark = "cells"   // of a heat map: X the column, Y the row, Value what is measured
	Forest  Mark = "forest"  // points on their side: X is the row, Y runs across
	Beside  Mark = "beside"  // of a forest: what its points are to be compared with, in the same rows
)

// Series are points that belong together.
type Series struct {
	Name   string  `json:"name"`
	Model  string  `json:"model,omitempty"`
	Mark   Mark    `json:"mark"`
	Points []Point `json:"points"`
}

// Point is one estimate.
type Point struct {
	X     float64  `json:"x"`               // a number, or the position of a category
	Y     *float64 `json:"y"`               // nil: missing, which is no zero; Label says why
	Value *float64 `json:"value,omitempty"` // of a cell; nil: missing
	Low   *float64 `json:"low,omitempty"`   // 95 % interval of Y, of Value in a cell; nil: none is known
	High  *float64 `json:"high,omitempty"`
	XLow  *float64 `json:"xlow,omitempty"` // of X: its 95 % interval where it is an estimate, else the values it stands for
	XHigh *float64 `json:"xhigh,omitempty"`
	N     int      `json:"n"`               // that it rests on: examples, but of stacked bars nodes
	Label string   `json:"label,omitempty"` // a remark of its own, such as a verdict
}

// Reference is a line to compare the data with, from one side of the chart to
// the other.
type Reference struct {
	Name     string   `json:"name"`
	Y        *float64 `json:"y,omitempty"`        // Y has this value, as 0.5, chance
	Diagonal bool     `json:"diagonal,omitempty"` // y = x
}
