package calibration

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/graphcov/graphcov/coverage/stats"

	"github.com/graphcov/graphcov/tasks/multiplication"
)

// The tests draw 60 data sets for a rate, in seconds; CALIBRATION=1000 draws
// that many, and more studies. -v prints the tables.
const quick = 60

func dataSets(t *testing.T) int {
	text := os.Getenv("CALIBRATION")
	if text == "" {
		return quick
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < quick {
		t.Fatalf("CALIBRATION=%s: a number of data sets, at least %d", text, quick)
	}
	return n
}

const (
	noise     = 0.05 // of recall
	stepError = 0.05 // of composers: right about every other time
)

// run runs studies over problems of 4 to 22 operations, of which training covers
// a part at every size, and prints the table.
func run(t *testing.T, studies []Study) Report {
	t.Helper()
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	report, err := Run(t.Context(), Design{Task: multiplication.Task{}, Sizes: []string{"3x1", "2x2", "3x2"}, Studies: studies, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := report.Print(&table); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
	return report
}

// limit is how many alarms of n data sets are compatible with a rate: more have
// a chance below 0.001.
func limit(n int, rate float64) int {
	k := 0
	for (distuv.Binomial{N: float64(n), P: rate}).Survival(float64(k)) >= 0.001 {
		k++
	}
	return k
}

func TestCalibrationFalseAlarms(t *testing.T) {
	n := dataSets(t)
	studies := []Study{
		{Responder: Composer(stepError), Examples: 400, DataSets: n},
		{Responder: SizeOnly(), Examples: 400, DataSets: n},
		{Responder: OperationsOnly(), Examples: 400, DataSets: n},
	}
	if n > quick {
		studies = append(studies, Study{Responder: Composer(stepError), Examples: 1600, DataSets: n / 10})
	}
	for _, row := range run(t, studies).Rows {
		tracks, weak := row.Any[stats.VerdictTracks], row.Any[stats.VerdictWeak]
		if most := limit(row.DataSets, 0.01); tracks > most {
			t.Errorf("%s: %d of %d data sets track coverage, at most %d are compatible with 1 %%", row.Responder.Name, tracks, row.DataSets, most)
		}
		if most := limit(row.DataSets, 0.05); tracks+weak > most {
			t.Errorf("%s: %d of %d data sets are at least weak, at most %d are compatible with 5 %%", row.Responder.Name, tracks+weak, row.DataSets, most)
		}
	}
}

// Where only the size is held fixed, operations alone make an association of
// success with coverage, in one direction or the other.
func TestCalibrationCoarseStrata(t *testing.T) {
	n := dataSets(t)
	report := run(t, []Study{
		{Responder: Composer(stepError), Strata: BySize, Examples: 800, DataSets: max(n/5, 20)},
		{Responder: OperationsOnly(), Strata: BySize, Examples: 400, DataSets: max(n/10, 10)},
		{Responder: SizeOnly(), Strata: Together, Examples: 400, DataSets: max(n/10, 10)},
	})
	for i, least := range []float64{0.05, 0.5, 0.5} {
		row := report.Rows[i]
		if found := row.Any.Share(stats.VerdictTracks, stats.VerdictWeak, stats.VerdictInverse); found.Low <= least {
			t.Errorf("%s in strata of %s: an association in %.2f of data sets [%.2f, %.2f], more than %g expected",
				row.Responder.Name, row.Strata, found.Value, found.Low, found.High, least)
		}
	}
}

func TestCalibrationPower(t *testing.T) {
	n := dataSets(t)
	recall, composer := Recall(noise), Composer(stepError)
	studies := []Study{
		{Responder: recall, Examples: 400, DataSets: max(n/10, 10)},
		{Responder: StepRecall(noise), Examples: 400, DataSets: max(n/10, 10)},
	}
	if n > quick {
		for _, weight := range []float64{0.1, 0.2, 0.3, 0.5} {
			for _, examples := range []int{200, 400, 800, 1600} { // at the same cost each
				studies = append(studies, Study{Responder: Mixture(weight, recall, composer), Examples: examples, DataSets: max(40*n/examples, 1)})
			}
		}
		studies = append(studies, Study{Responder: recall, Examples: 200, DataSets: n / 5})
	}
	report := run(t, studies)
	for _, row := range report.Rows[:2] {
		if found := row.Any.Share(stats.VerdictTracks); found.Low <= 0.5 {
			t.Errorf("%s is found in %.2f of data sets [%.2f, %.2f] only", row.Responder.Name, found.Value, found.Low, found.High)
		}
	}
}

// The limit of the verdicts: a difficulty that strata do not hold and that goes
// with coverage looks like recall. This is why a verdict says association.
func TestCalibrationUnheldDifficulty(t *testing.T) {
	n := dataSets(t)
	report := run(t, []Study{
		{Responder: HardDigits(0.1), Examples: 400, DataSets: max(n/10, 10)},
		{Responder: HardDigits(0.3), Examples: 400, DataSets: max(n/10, 10)},
	})
	if found := report.Rows[1].Any.Share(stats.VerdictTracks); found.Low <= 0.05 {
		t.Errorf("hard digits pass for recall in %.2f of data sets: doc.go is too cautious", found.Value)
	}
}
