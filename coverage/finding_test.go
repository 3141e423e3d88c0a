package coverage_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// What is read back is what was written.
func TestReadFindings(t *testing.T) {
	text := func(x float64, known bool) string {
		if !known {
			return "NULL"
		}
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	pointer := func(x *float64) string {
		if x == nil {
			return "NULL"
		}
		return text(*x, true)
	}
	db, _, _ := small(t)
	for _, db := range []*database.DB{db, family(t)} {
		all, err := finding.Read(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, f := range all {
			e := f.Estimate
			got = append(got, []string{
				f.Model, f.Task, strconv.FormatInt(f.CorpusID, 10), f.Corpus, f.Scope, f.Measure, f.Stratum, text(e.Value, e.OK),
				text(e.Low, e.OK && !f.Exact), text(e.High, e.OK && !f.Exact), pointer(f.P), pointer(f.Q), strconv.Itoa(e.N), f.Verdict, f.Note, strconv.FormatBool(f.Exact),
			})
		}
		want := query(t, db, `SELECT model, f.task, ifnull(corpus_id, 0), ifnull(name, ''), ifnull(scope, ''), measure, stratum, estimate, low, high, p, q, n,
			ifnull(verdict, ''), ifnull(note, ''), iif(measure = 'training_documents', 'true', 'false') FROM finding f LEFT JOIN corpus USING (corpus_id) ORDER BY finding_id`)
		if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
			t.Errorf("(-written +read):\n%s", diff)
		}
	}
}

// A summary has every finding of the small database in its place.
func TestSummarize(t *testing.T) {
	db, _, _ := small(t)
	all, err := finding.Read(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	summaries := finding.Summarize(all)
	if len(summaries) != 1 || len(summaries[0].Corpora) != 1 {
		t.Fatalf("%+v", summaries)
	}
	s, c := summaries[0], summaries[0].Corpora[0]
	if s.Model != "m" || s.Task != "multiplication" || s.Accuracy.Stratum != finding.StratumAll || s.Unread.Measure != finding.MeasureUnread || len(s.BySize) != 2 {
		t.Errorf("%+v", s)
	}
	if c.Name != "train" || len(c.Sizes) != 2 || len(c.Depths) != 3 || len(c.Scopes) != 4 || c.Cliff.Stratum != finding.StratumAll ||
		c.CliffLike.Stratum != finding.StratumLikeSteps || c.RawSize.Measure != finding.MeasureRawAUCSize {
		t.Errorf("%+v", c)
	}
	for _, size := range c.Sizes {
		if size.Accuracy.Stratum != size.Size || size.TrainingDocuments.Stratum != size.Size || len(size.ShareSeen) != 4 || size.ShareSeen["hop2"].Scope != "hop2" {
			t.Errorf("%+v", size)
		}
	}
	for i, scope := range []string{"step", "hop2", "full", "shape"} { // from the narrowest to the widest
		if s := c.Scopes[i]; s.Scope != scope || s.AUC.Measure != finding.MeasureStratifiedAUC || s.AUC.Scope != scope || s.Raw.Measure != finding.MeasureRawAUC || s.BySize.Measure != finding.MeasureBySizeAUC {
			t.Errorf("%+v", s)
		}
	}
	for _, d := range c.Depths {
		if d.Right.Measure != finding.MeasureDocumentsRight || d.Wrong.Measure != finding.MeasureDocumentsWrong || d.Right.Stratum != d.Stratum {
			t.Errorf("%+v", d)
		}
	}
}
