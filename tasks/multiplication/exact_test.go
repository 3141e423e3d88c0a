package multiplication

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
