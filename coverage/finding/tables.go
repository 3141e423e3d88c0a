package finding

import (
	"strings"

	"github.com/dustin/go-humanize"
)

// Table is a part of the findings as rows of text, for a terminal or a page.
type Table struct {
	Title  string
	Note   string // below it; empty: none
	Header []string
	Rows   [][]string
	Words  []int // the columns that hold words; the others hold numbers
}

// Tables are the tables of the findings against the corpus; those without rows
// are left out.
func (c *CorpusSummary) Tables() []Table {
	var all []Table
	for _, t := range []Table{c.sizeTable(), c.associationTable(), c.referenceTable(), c.nodeTable(), c.depthTable()} {
		if len(t.Rows) > 0 {
			all = append(all, t)
		}
	}
	return all
}

func (c *CorpusSummary) sizeTable() Table {
	t := Table{
		Title:  "Accuracy and coverage by problem size",
		Header: []string{"size", "training documents", "problems", "right", "steps seen", "full sub-graphs seen"},
		Words:  []int{0},
	}
	for _, s := range c.Sizes {
		t.Rows = append(t.Rows, []string{s.Size, Count(s.TrainingDocuments), humanize.Comma(int64(s.Accuracy.Estimate.N)), Percent(s.Accuracy),
			Percent(s.ShareSeen["step"]), Percent(s.ShareSeen["full"])})
	}
	return t
}

func (c *CorpusSummary) associationTable() Table {
	t := Table{
		Title:  "Does coverage predict success? AUC: 0.5 is chance, 1 is always",
		Note:   "For comparison, having few operations, nothing held fixed: " + Interval(c.RawSize.Estimate),
		Header: []string{"scope", "nothing held fixed", "within sizes", "within sizes and lengths", "p", "q", "verdict"},
		Words:  []int{0, 6},
	}
	for _, s := range c.Scopes {
		t.Rows = append(t.Rows, []string{s.Scope, Interval(s.Raw.Estimate), Interval(s.BySize.Estimate), Interval(s.AUC.Estimate),
			Probability(s.AUC.P), Probability(s.AUC.Q), s.AUC.Verdict})
	}
	return t
}

// referenceTable is what other problems of the same form would have shown.
func (c *CorpusSummary) referenceTable() Table {
	t := Table{
		Title:  "Or any problems of the same form? The AUC with the coverage of these problems in other digits or words",
		Header: []string{"scope", "other problems, middle 95 %", "these less the others", "p"},
		Words:  []int{0},
	}
	for _, s := range c.Scopes {
		if o := s.OverReference; o.Measure != "" {
			t.Rows = append(t.Rows, []string{s.Scope, Interval(s.Reference.Estimate), Interval(o.Estimate), Probability(o.P)})
		}
	}
	return t
}

// nodeTable is the same of single steps, if they were kept.
func (c *CorpusSummary) nodeTable() Table {
	t := Table{
		Title:  "Does coverage predict a right step, what it is made from being right?",
		Header: []string{"scope", "within kinds of steps, layers and sizes", "p", "q", "verdict"},
		Words:  []int{0, 4},
	}
	for _, s := range c.Scopes {
		if n := s.Nodes; n.Measure != "" {
			t.Rows = append(t.Rows, []string{s.Scope, Interval(n.Estimate), Probability(n.P), Probability(n.Q), n.Verdict})
		}
	}
	return t
}

func (c *CorpusSummary) depthTable() Table {
	t := Table{
		Title:  "Mean training documents per full sub-graph, by its depth",
		Header: []string{"depth", "right answers", "wrong answers"},
		Words:  []int{0},
	}
	for _, d := range c.Depths {
		t.Rows = append(t.Rows, []string{strings.TrimPrefix(d.Stratum, "depth "), Interval(d.Right.Estimate), Interval(d.Wrong.Estimate)})
	}
	return t
}
