package stats

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// logisticRows makes 60 rows of 30 examples in 4 strata, by a rule that the
// Python reference can repeat. Every third row is fractional.
func logisticRows() []LogisticRow {
	rows := make([]LogisticRow, 60)
	for i := range rows {
		exposure := float64((i*37)%101) / 10
		right := 0.0
		if float64((i*29)%31) > 14-exposure/2 {
			right = 1
		}
		if i%3 == 0 {
			right = float64((i*7)%5) / 4
		}
		rows[i] = LogisticRow{
			Stratum: i % 4, Example: i / 2, Exposure: exposure, Right: right, Wrong: 1 - right,
			Covariates: []float64{float64(2 + (i*i)%5), float64(1 + (i*11)%7)},
		}
	}
	return rows
}

// ladder makes two strata of six examples, exposures 1 to 6, right as the letters say.
func ladder(rightOrWrong string) []LogisticRow {
	rows := make([]LogisticRow, 12)
	for i := range rows {
		rows[i] = LogisticRow{Stratum: i / 6, Example: i, Exposure: float64(1 + i%6), Wrong: 1}
		if rightOrWrong[i%6] == 'r' {
			rows[i].Right, rows[i].Wrong = 1, 0
		}
	}
	return rows
}

func TestLogisticAgainstSciPy(t *testing.T) {
	// Dense, by the definition: X holds the terms and a dummy for each stratum.
	// i=np.arange(60); st=i%4; clus=i//2; ex=((i*37)%101)/10        # SciPy 1.17.1
	// cov=[2.+(i*i)%5, 1.+(i*11)%7]; r=((i*29)%31 > 14-ex/2)*1.; r=np.where(i%3==0, ((i*7)%5)/4, r)
	// z=lambda v: (v-v.mean())/v.std()
	// B=np.column_stack([z(ex), z(cov[0]), z(cov[1]), z(ex)*z(cov[0])])
	// X=np.column_stack([B, st[:,None]==np.unique(st)])
	// def pll(th): eta=X@th; v=p(1-p) of eta
	//     return (r*eta-np.logaddexp(0,eta)).sum() + .5*np.linalg.slogdet((X.T*v)@X)[1]
	// beta: optimize.minimize(-pll) by BFGS, then Nelder-Mead with xatol=1e-11
	// model: I=inv((X.T*v)@X), sqrt(diag(I))
	// robust: U=sum over each cluster of X*(r-p); sqrt(diag(I@U.T@U@I * 30/29 * 59/(60-8)))
	// profile: optimize.brentq(lambda b: 2*(max-max_rest(b)) - chi2.ppf(.95,1))
	got := Logistic(logisticRows(), []string{"depth", "width"}, "depth")
	want := []LogisticTerm{
		{Name: "exposure", Estimate: Estimate{Value: 0.43581437989462707}, RobustError: 0.24643118101689135, ModelError: 0.2813349706408429},
		{Name: "depth", Estimate: Estimate{Value: 0.30457934716579926}, RobustError: 0.2670589796863607, ModelError: 0.276310893481926},
		{Name: "width", Estimate: Estimate{Value: 0.09506260131438159}, RobustError: 0.2203418209636406, ModelError: 0.2781830440151673},
		{Name: "exposure x depth", Estimate: Estimate{Value: -0.11641544183230017}, RobustError: 0.2953068630689152, ModelError: 0.2859348043724762},
	}
	if len(got.Terms) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for j, term := range got.Terms {
		if term.Name != want[j].Name {
			t.Errorf("term %d is %s, want %s", j, term.Name, want[j].Name)
		}
		half := 1.959963984540054 * want[j].RobustError
		checkInterval(t, term.Estimate, want[j].Value, want[j].Value-half, want[j].Value+half, 1e-7)
		checkNear(t, term.Name+" robust error", term.RobustError, want[j].RobustError, 1e-8)
		checkNear(t, term.Name+" model error", term.ModelError, want[j].ModelError, 1e-8)
	}
	checkNear(t, "log-likelihood", got.LogLikelihood, -29.725611902427566, 1e-9)
	checkInterval(t, got.Profile, 0.43581437989462707, -0.07013455081968818, 0.9806204001973206, 1e-6)
	checkNear(t, "sd", got.Terms[0].SD, 2.9148751640888877, 1e-12) // ex.std()
	checkNear(t, "p", got.Terms[0].P, 0.07697677713964757, 1e-7)   // 2*norm.sf(beta/robust)
	counts := LogisticFit{OK: true, Rows: 60, Examples: 30, Strata: 4}
	if diff := cmp.Diff(counts, got, cmpopts.IgnoreFields(LogisticFit{}, "Terms", "Profile", "LogLikelihood", "Iterations")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLogisticUnderSeparation(t *testing.T) {
	// ex=np.array([1,2,3,4,5,6]*2); st=np.repeat([0,1],6); z=(ex-3.5)/ex.std()   # firthmodels 0.8.2
	// f=FirthLogisticRegression(gtol=1e-10, xtol=1e-10, max_iter=500).fit(np.column_stack([z, st]), (ex>3)*1)
	// f.coef_, f.loglik_, f.conf_int(method='pl')
	got := Logistic(ladder("wwwrrr"), nil, "")
	checkInterval(t, got.Profile, 2.710115103971338, 0.66428169, 10.33388196, 2e-5)
	checkNear(t, "log-likelihood", got.LogLikelihood, -2.7775575887, 1e-9)
	if !got.OK || len(got.Warnings) != 1 || !strings.Contains(got.Warnings[0], "separates") {
		t.Errorf("got %+v", got)
	}
	reversed := Logistic(ladder("rrrwww"), nil, "").Profile
	checkInterval(t, reversed, -got.Profile.Value, -got.Profile.High, -got.Profile.Low, 1e-6)
}

// The coefficient does not change with the units of its terms, nor with copies
// of an example that carry a share of its weight each.
func TestLogisticInvariance(t *testing.T) {
	names := []string{"depth", "width"}
	want := Logistic(logisticRows(), names, "width")
	moved, split := logisticRows(), []LogisticRow{}
	for i := range moved {
		r := moved[i]
		r.Right, r.Wrong = r.Right/4, r.Wrong/4
		split = append(split, r, r, r, r)
		moved[i].Exposure = 1e6 + 1000*moved[i].Exposure
		moved[i].Covariates = []float64{r.Covariates[0], -7 * r.Covariates[1]}
	}
	got := Logistic(moved, names, "width")
	for j, sign := range []float64{1, 1, -1, -1} {
		checkNear(t, want.Terms[j].Name, got.Terms[j].Value, sign*want.Terms[j].Value, 1e-6)
	}
	got = Logistic(split, names, "width")
	for j, term := range want.Terms {
		checkNear(t, term.Name+" of split rows", got.Terms[j].Value, term.Value, 1e-7)
	}
	checkInterval(t, got.Profile, want.Profile.Value, want.Profile.Low, want.Profile.High, 1e-6)
}

func TestLogisticDrops(t *testing.T) {
	rows := logisticRows()
	for i := range rows {
		r := &rows[i]
		// Covariates: set by the stratum, a constant, twice the exposure, a good one.
		r.Covariates = []float64{float64(r.Stratum), 3, 2*r.Exposure + 1, r.Covariates[1]}
	}
	rows = append(rows,
		LogisticRow{Stratum: 8, Example: 100, Exposure: 1, Right: 1, Covariates: []float64{8, 3, 3, 5}},
		LogisticRow{Stratum: 8, Example: 101, Exposure: 2, Right: 1, Covariates: []float64{8, 3, 5, 5}},               // all right
		LogisticRow{Stratum: 9, Example: 102, Exposure: 2, Right: 0.5, Wrong: 0.5, Covariates: []float64{9, 3, 5, 5}}, // alone
		LogisticRow{Stratum: 9, Example: 103, Exposure: 7, Covariates: []float64{9, 3, 15, 5}},                        // weighs nothing
	)
	got := Logistic(rows, []string{"size", "constant", "repeat", "width"}, "size")
	var names []string
	for _, term := range got.Terms {
		names = append(names, term.Name)
	}
	// The product varies within strata although size does not.
	if diff := cmp.Diff([]string{"exposure", "width", "exposure x size"}, names); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
	want := []string{
		"constant is dropped: it does not vary",
		"size is dropped: strata and the terms before it determine it",
		"repeat is dropped: strata and the terms before it determine it",
	}
	if diff := cmp.Diff(want, got.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if got.Rows != 60 || got.Strata != 4 || got.DroppedStrata != 2 || got.DroppedRows != 3 {
		t.Errorf("got %+v", got)
	}
}

func TestLogisticNotOK(t *testing.T) {
	flat := ladder("wrwrwr")
	for i := range flat {
		flat[i].Exposure = float64(flat[i].Stratum)
		flat[i].Covariates = []float64{float64(i)}
	}
	huge := ladder("wrwrwr")
	huge[0].Exposure, huge[1].Exposure = math.MaxFloat64, -math.MaxFloat64
	same := ladder("wrwrwr")
	for i := range same {
		same[i].Example = 5
	}
	bad := func(change func(*LogisticRow)) []LogisticRow {
		rows := ladder("wrwrwr")
		change(&rows[1])
		return rows
	}
	nothing := "no stratum varies in both outcome and exposure"
	for _, c := range []struct {
		name   string
		rows   []LogisticRow
		names  []string
		by     string
		reason string
	}{
		{"nothing", nil, nil, "", nothing},
		{"all right", ladder("rrrrrr"), nil, "", nothing},
		{"all wrong", ladder("wwwwww"), nil, "", nothing},
		{"one example", ladder("rrrrrr")[:1], nil, "", nothing},
		{"two rows", []LogisticRow{{Exposure: 1, Right: 1}, {Exposure: 2, Wrong: 1, Example: 1}}, nil, "", "2 rows do not suffice for 2 coefficients and intercepts"},
		{"exposure set by stratum", flat, []string{"x"}, "", "the exposure does not vary within strata"},
		{"too large", huge, nil, "", "the exposure does not vary, or is too large a number"},
		{"one cluster", same, nil, "", "a single example gives no error of its coefficients"},
		{"no such covariate", ladder("wrwrwr"), nil, "depth", `there is no covariate "depth"`},
		{"nan", bad(func(r *LogisticRow) { r.Exposure = math.NaN() }), nil, "", "row 1: exposure is not a finite number"},
		{"no share", bad(func(r *LogisticRow) { r.Right = 2 }), nil, "", "row 1: right and wrong must be shares between 0 and 1"},
		{"covariates missing", ladder("wrwrwr"), []string{"x"}, "", "row 0: 0 covariates, 1 names"},
		{"covariate infinite", bad(func(r *LogisticRow) { r.Covariates = []float64{math.Inf(1)} })[1:], []string{"x"}, "", "row 0: a covariate is not a finite number"},
	} {
		got := Logistic(c.rows, c.names, c.by)
		if got.OK || got.Terms != nil || len(got.Warnings) == 0 || got.Warnings[len(got.Warnings)-1] != c.reason {
			t.Errorf("%s: %+v, want the reason %q", c.name, got, c.reason)
		}
	}
}
