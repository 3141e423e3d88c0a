package multiplication

import (
	"fmt"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Rows that multiply the same number by the same digit are the same part, at
// whichever place and beside whichever other rows; no others are.
func TestRowsAreParts(t *testing.T) {
	spelled, rows := make(map[graph.Fingerprint]string), make(map[string]bool)
	for x := 10; x < 1300; x += 7 {
		for _, y := range []string{"5", "40", "39", "933", "707", "1234567890"} {
			p := Instance{x: fmt.Sprint(x), y: y}
			var g graph.Graph
			p.Compile(&g)
			if fault := tasktest.CheckParts(&g, spelled); fault != "" {
				t.Fatalf("%s: %s", p.Question(), fault)
			}
			if len(g.Parts()) != len(y) {
				t.Errorf("%s: %d parts, want one for each row", p.Question(), len(g.Parts()))
			}
			for j := range y {
				rows[p.x+" "+y[j:j+1]] = true
			}
		}
	}
	if len(spelled) != len(rows) {
		t.Errorf("%d different parts of %d different rows", len(spelled), len(rows))
	}
	texts := make(map[string]bool)
	for _, text := range spelled {
		texts[text] = true
	}
	if len(texts) != len(spelled) {
		t.Errorf("%d parts have %d texts", len(spelled), len(texts))
	}
}
