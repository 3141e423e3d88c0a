package multiplication

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/tasks/task"
)

// The quick way and the tolerant one agree wherever the quick one says yes, on
// every line of a scratchpad and on every such line with a byte changed.
func TestExactStepsAreReadAlike(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	exact, steps := 0, 0
	compare := func(line string) {
		s, ok := scanExactStep(line, 1)
		if !ok {
			return
		}
		exact++
		var p pad
		row := 1
		for statement := range statements(line) {
			p.scanStatement(cursor{statement}, &row)
		}
		if diff := cmp.Diff([]step{s}, p.steps, cmp.AllowUnexported(step{}, place{})); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
	for range 30 {
		instance, err := Task{}.Generate(rng, "4x3")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(instance.AppendScratchpad(nil))) {
			line = strings.TrimSpace(line)
			if strings.Contains(line, ". Multiply ") {
				steps++
			}
			compare(line)
			for range 40 {
				if line == "" {
					break
				}
				at := rng.IntN(len(line))
				compare(line[:at] + string(" .,=x(0179-\n"[rng.IntN(12)]) + line[at+1:])
				compare(line[:at] + line[at+1:])
			}
		}
	}
	if exact < steps || steps != 30*12 {
		t.Errorf("%d of %d steps are read the quick way", exact, steps)
	}
}

// The quick way of reading a number takes what the careful one would.
func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"12 x", "1,008.", "76, which", "8.5", "-8", "3.", "1,08", "", "9", "12,345,6"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if end := plainDigits(text); end > 0 {
			if number, rest := task.CutNumber(text); number != text[:end] || rest != text[end:] {
				t.Errorf("%q: %q quickly, %q carefully", text, text[:end], number)
			}
		}
	})
}
