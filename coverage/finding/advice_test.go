package finding

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/stats"
)

// share is a finding of that value.
func share(value, low, high float64, n int) Finding {
	return Finding{Estimate: stats.Estimate{Value: value, Low: low, High: high, N: n, OK: true}}
}

func scopeOf(name, verdict string, raw, held Finding) ScopeFinding {
	held.Verdict = verdict
	return ScopeFinding{Scope: name, Raw: raw, AUC: held}
}

// What GSM8K looks like: few unread answers, size explains most of what full
// coverage seemed to show, and what shape seemed to show only in part.
func TestWeaknesses(t *testing.T) {
	s := Summary{Accuracy: share(0.5, 0.4, 0.6, 900), Unread: share(0.01, 0, 0.02, 900)}
	c := CorpusSummary{
		Seen: share(0, 0, 0.01, 900), RawSize: share(0.66, 0.6, 0.7, 900),
		Scopes: []ScopeFinding{
			scopeOf("full", stats.VerdictNoEvidence, share(0.56, 0.52, 0.6, 900), share(0.51, 0.47, 0.55, 900)),
			scopeOf("shape", stats.VerdictWeak, share(0.68, 0.6, 0.7, 900), share(0.6, 0.55, 0.65, 900)),
		},
	}
	want := []string{
		"size explains most of the raw association: with sizes and lengths held fixed the AUC falls from 0.56 to 0.51 (full)",
		"having few operations predicts success better (AUC 0.66) than coverage does (0.56 full)",
	}
	if diff := cmp.Diff(want, s.Weaknesses(&c)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"association is not cause: ask matched problems, of one size and unlike coverage (shape)"}, s.Next(&c)); diff != "" {
		t.Error(diff)
	}
}

// What the demo looks like: nothing between always and never.
func TestWeaknessesOfTooLittle(t *testing.T) {
	sized := func(size string, accuracy float64) Finding {
		f := share(accuracy, 0, 1, 20)
		f.Stratum = size
		return f
	}
	s := Summary{Accuracy: share(0.5, 0.4, 0.6, 40), Unread: share(0.2, 0.1, 0.3, 40), BySize: []Finding{sized("2x2", 1), sized("3x3", 0)}}
	c := CorpusSummary{Seen: share(0.1, 0, 0.2, 40), Scopes: []ScopeFinding{scopeOf("step", stats.VerdictInconclusive, Finding{}, Finding{})}}
	if got := strings.Join(s.Weaknesses(&c), "\n"); !strings.Contains(got, "20.0 % of the answers are cut off") || !strings.Contains(got, "only 40 problems") ||
		!strings.Contains(got, "too few right and wrong answers stand side by side within a size and length (step)") || !strings.Contains(got, "10.0 % of the problems are themselves in the training data") {
		t.Errorf("weaknesses:\n%s", got)
	}
	next := s.Next(&c)
	if len(next) != 2 || !strings.HasPrefix(next[0], "ask problems of sizes between") || !strings.HasPrefix(next[1], "read some answers") {
		t.Errorf("next: %q", next)
	}
	c.Scopes = []ScopeFinding{scopeOf("step", stats.VerdictTracks, Finding{}, Finding{}), scopeOf("full", stats.VerdictNoEvidence, Finding{}, Finding{})}
	if got := strings.Join(s.Weaknesses(&c), "\n"); !strings.Contains(got, "single steps and not of full sub-graphs") {
		t.Errorf("an association at steps alone: %s", got)
	}
	c.Scopes[1].AUC.Verdict = stats.VerdictWeak
	if got := strings.Join(s.Weaknesses(&c), "\n"); strings.Contains(got, "single steps") {
		t.Errorf("an association at both: %s", got)
	}
	c.Scopes[1].AUC.Verdict = stats.VerdictInconclusive
	s.BySize = append(s.BySize, sized("3x2", 0.5))
	if next := s.Next(&c); !strings.HasSuffix(next[0], "sometimes right: 3x2") {
		t.Errorf("next: %q", next)
	}
}

// An association that renamed problems show as well is one with the form.
func TestWeaknessesOfForm(t *testing.T) {
	of := func(verdict string, reference, over Finding) string {
		scope := scopeOf("full", verdict, share(0.7, 0.6, 0.8, 500), share(0.65, 0.6, 0.7, 500))
		scope.Reference, scope.OverReference = reference, over
		return strings.Join((&Summary{Accuracy: share(0.5, 0.4, 0.6, 500)}).Weaknesses(&CorpusSummary{Scopes: []ScopeFinding{scope}}), "\n")
	}
	const said = "problems of the same form in other digits or words show as much (full)"
	reference := share(0.62, 0.58, 0.67, 500)
	if got := of(stats.VerdictTracks, reference, share(0.03, -0.02, 0.07, 500)); !strings.Contains(got, said) {
		t.Errorf("no difference: %q", got)
	}
	for what, got := range map[string]string{
		"a difference":          of(stats.VerdictTracks, reference, share(0.03, 0.01, 0.07, 500)),
		"no association at all": of(stats.VerdictNoEvidence, reference, share(0.03, -0.02, 0.07, 500)),
		"no reference":          of(stats.VerdictTracks, Finding{}, Finding{}),
	} {
		if strings.Contains(got, said) {
			t.Errorf("%s: %q", what, got)
		}
	}
}
