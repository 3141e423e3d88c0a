package chart

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// values writes a series in a line: each point as x: value [interval] n, with
// a dash for what is missing.
func values(c Chart, s Series) string {
	var parts []string
	for _, p := range s.Points {
		value, at := p.Y, c.X.text(&p.X)
		if s.Mark == Cells {
			value, at = p.Value, at+" by "+c.Y.text(p.Y)
		}
		text := at + ": –"
		if value != nil {
			text = fmt.Sprintf("%s: %g", at, *value)
		}
		if p.Low != nil {
			text += fmt.Sprintf(" [%g, %g]", *p.Low, *p.High)
		}
		if p.XLow != nil {
			text += fmt.Sprintf(" over %g to %g", *p.XLow, *p.XHigh)
		}
		if value != nil {
			text += fmt.Sprintf(" n=%d", p.N)
		}
		parts = append(parts, text)
	}
	return s.Name + " | " + strings.Join(parts, "; ")
}

// The charts of the constructed database show its findings, each in its place.
func TestKinds(t *testing.T) {
	db := constructed(t)
	for _, test := range []struct {
		kind string
		want []string // a line for each series of each chart
	}{
		{"coverage-by-depth", []string{
			"right answers | 1: 120 [100, 140] n=40; 2: –",
			"wrong answers | 1: 60 [50, 70] n=30; 2: 0 [0, 0.5] n=28",
		}},
		{"accuracy-by-size", []string{ // a chart a model
			"accuracy | 1 by 2: 0.9 [0.7, 0.97] n=20; 3 by 3: 0.1 [0.02, 0.3] n=30",
			"accuracy | 1 by 2: 0.8 [0.6, 0.92] n=20",
		}},
		{"accuracy-by-depth", []string{hostile + " | 2: 0.9 [0.7, 0.97] n=21; 3: –; 4: 0.2 [0.1, 0.4] n=29"}},
		{"accuracy-by-width", []string{hostile + " | 3: 0.45 [0.3, 0.6] n=50"}},
		{"accuracy-by-parallelism", []string{
			hostile + " | 2.25: 0.55 [0.35, 0.75] over 2 to 2.5 n=25; 3: 0.35 [0.2, 0.5] over 3 to 3 n=26",
		}},
		{"outcomes-by-layer", []string{
			"correct | 1: 0.7 [0.6, 0.8] n=6; 3: 0.5 [0.2, 0.8] n=2",
			"miscalculated here | 1: 0.1 [0.05, 0.2] n=6",
			"restored: the error cancels | 3: 0.5 [0.2, 0.8] n=2",
			"missing | 1: 0.2 [0.1, 0.3] n=6",
		}},
		{"shortcuts", []string{
			"right in wrong answers | z1 by wrong answers: 0.25 [0.1, 0.5] n=27; z2 by wrong answers: –",
			"relative information gain | z1 by x1: 0.2 [0.2, 0.2] n=810000; z1 by x1, y1: 0.79 [0.79, 0.79] n=810000; " +
				"z2 by x1: 0 [0, 0] n=810000; z2 by x1, y1: 0.09 [0.09, 0.09] n=810000",
		}},
		{"calibration", []string{hostile + " | 0.3: 0.65 [0.5, 0.8] over 0.25 to 0.35 n=24"}}, // bin 2 has no place
		{"sampling", []string{
			"any right (pass@k) | 1: 0.5 [0.4, 0.6] n=50; 2: 0.7 [0.6, 0.8] n=49",
			"consensus | 1: 0.5 [0.4, 0.6] n=50; 2: 0.52 [0.42, 0.62] n=49",
			"best by probability | 2: 0.61 [0.51, 0.71] n=48",
		}},
		{"scaling-laws", []string{
			"observed pass@k | 1: 0.5 [0.4, 0.6] n=50; 2: 0.7 [0.6, 0.8] n=49",
			"exponentiated power law | 1: 0.51 n=50; 2: 0.68 n=50",
		}},
		{"sampling-by-coverage", []string{
			"least covered third | 1: 0.11 [0.05, 0.2] n=17; 2: 0.12 [0.06, 0.22] n=17",
			"most covered third | 1: 0.91 [0.8, 0.97] n=16",
		}},
		{"accuracy-by-exposure", []string{hostile + " | 1: 0.15 [0.08, 0.3] n=10; 2: –; 3: 0.85 [0.7, 0.95] n=11"}},
		{"association", []string{
			hostile + " | full: 0.66 [0.58, 0.74] n=46; shape: –",
			hostile + ", other problems of the same form | full: 0.51 [0.45, 0.57] n=43",
		}},
		{"node-association", []string{hostile + " | full: 0.53 [0.49, 0.57] n=44"}},
	} {
		t.Run(test.kind, func(t *testing.T) {
			var got []string
			for _, c := range load(t, db, test.kind, Filter{}) {
				for _, s := range c.Series {
					got = append(got, values(c, s))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What the charts say besides the points.
func TestWords(t *testing.T) {
	db := constructed(t)
	first := func(kind string) Chart { return load(t, db, kind, Filter{})[0] }
	for _, test := range []struct{ what, got, want string }{
		{"the axes of a task's sizes", first("accuracy-by-size").X.Title + ", " + first("accuracy-by-size").Y.Title, "digits of y, digits of x"},
		{"the caption of a grid", first("accuracy-by-size").Caption, "Right answers from 90 % at 2x1 to 10 % at 3x3 (n = 20 to 30)."},
		{"the title", first("coverage-by-depth").Title, "Training documents per sub-graph, by its depth: " + hostile + " on multiplication, corpus c & d, scope full"},
		{"the problems of a layer", first("outcomes-by-layer").Notes[0], "n = 2 to 6 problems that have nodes of the layer. The CSV has the 95 % intervals."},
		{"the held-out error", first("scaling-laws").Notes[1], "Predicted less observed where the law was not fitted, in points: exponentiated power law, k=2 -2 [-5, 1]."},
		{"the exposures of a tenth", first("accuracy-by-exposure").Series[0].Points[2].Label, "exposure 2 to 3"},
		{"the verdict of a row", first("association").Series[0].Points[0].Label, "tracks training coverage"},
		{"the caption of the shortcuts", first("shortcuts").Caption, "Of wrong answers to 27 problems of size 3x3, the share that has each part right all the same, " +
			"and the most that known inputs tell of it: z1 right in 25 %, told at most 79 % by x1, y1."},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, test.got, test.want)
		}
	}
}

// A filter leaves what agrees with it; findings of no corpus or scope pass.
func TestFilter(t *testing.T) {
	db := constructed(t)
	for _, test := range []struct {
		kind   string
		filter Filter
		charts int
		rows   int // points of the first chart
	}{
		{"accuracy-by-size", Filter{}, 2, 2},
		{"accuracy-by-size", Filter{Model: "plain"}, 1, 1},
		{"accuracy-by-size", Filter{Model: hostile, Scope: "full", Corpus: "c & d"}, 1, 2},
		{"association", Filter{Scope: "full"}, 1, 1},
		{"association", Filter{}, 1, 2},
		{"outcomes-by-layer", Filter{Model: hostile}, 1, 2},
	} {
		charts := load(t, db, test.kind, test.filter)
		if len(charts) != test.charts || len(charts[0].Series) == 0 || len(charts[0].Series[0].Points) != test.rows {
			t.Errorf("%s of %+v: %d charts, the first %+v", test.kind, test.filter, len(charts), charts[0])
		}
	}
	if c := load(t, db, "outcomes-by-layer", Filter{Model: "plain"})[0]; c.Missing == "" {
		t.Errorf("plain has no outcomes, but the chart has %d series", len(c.Series))
	}
}

// Models share a chart as far as they can be told apart, then have one each.
func TestModelsTogether(t *testing.T) {
	for _, test := range []struct{ models, charts, series int }{{1, 1, 1}, {together, 1, together}, {together + 1, together + 1, 1}} {
		db := filled(t, func(exec func(string, ...any)) {
			for m := range test.models {
				exec("INSERT INTO finding VALUES (NULL, ?, 'dynprog', NULL, NULL, 'accuracy', '10', 0.5, 0.4, 0.6, NULL, NULL, 9, NULL, NULL)", fmt.Sprint("m", m))
				exec("INSERT INTO finding VALUES (NULL, ?, 'dynprog', NULL, NULL, 'accuracy', '9', 0.25, 0.1, 0.6, NULL, NULL, 8, NULL, NULL)", fmt.Sprint("m", m))
			}
		})
		charts := load(t, db, "accuracy-by-size", Filter{})
		if len(charts) != test.charts || len(charts[0].Series) != test.series {
			t.Errorf("%d models: %d charts of %d series, want %d of %d", test.models, len(charts), len(charts[0].Series), test.charts, test.series)
		}
		// Sizes that are numbers stand in their order, not in that of their letters.
		if diff := cmp.Diff([]string{"9", "10"}, charts[0].X.Categories); diff != "" {
			t.Error(diff)
		}
		if got, want := charts[0].X.Title, "size (numbers in the list)"; got != want {
			t.Errorf("the axis is called %q, want %q", got, want)
		}
	}
}

// Only the sizes with the most wrong answers are drawn, and it is said how many are not.
func TestShortcutsOfManySizes(t *testing.T) {
	db := filled(t, func(exec func(string, ...any)) {
		for size := 1; size <= mostSizes+2; size++ {
			exec("INSERT INTO finding VALUES (NULL, 'm', 'dynprog', NULL, NULL, 'right_in_wrong', ?, 0.5, 0.4, 0.6, NULL, NULL, ?, NULL, NULL)", fmt.Sprintf("%d o1", size), 10*size)
			exec("INSERT INTO finding VALUES (NULL, 'm', 'dynprog', NULL, NULL, 'relative_information_gain', ?, 0.5, 0.5, 0.5, NULL, NULL, 99, NULL, NULL)", fmt.Sprintf("%d a1 -> o1", size))
		}
	})
	charts := load(t, db, "shortcuts", Filter{})
	if len(charts) != mostSizes || !strings.HasSuffix(charts[0].Title, "size 8") || !strings.HasSuffix(charts[mostSizes-1].Title, "size 3") {
		t.Fatalf("%d charts, the first %q", len(charts), charts[0].Title)
	}
	if notes := strings.Join(charts[mostSizes-1].Notes, " "); !strings.Contains(notes, "2 sizes with fewer wrong answers are not drawn.") {
		t.Errorf("the last chart says %q", notes)
	}
}

// Names that differ in letters which no file may have still have different identifiers.
func TestIdentifiers(t *testing.T) {
	seen := make(map[string][]string)
	for _, parts := range [][]string{{"a", "b/c"}, {"a", "b_c"}, {"a", "b c"}, {"a", "b.c"}, {"a", strings.Repeat("x", 300)}, {"a", strings.Repeat("x", 301)}, {"a", "日本"}} {
		id := identifier(parts)
		if other := seen[id]; other != nil {
			t.Errorf("%q and %q are both %s", parts, other, id)
		}
		seen[id] = parts
		if len(id) > 140 {
			t.Errorf("%q: %d letters", parts, len(id))
		}
	}
	if got := identifier([]string{"association", "gpt-4o", "", "puzzle"}); got != "association--gpt-4o--puzzle" {
		t.Error(got)
	}
}
