package viz_test

import (
	"bytes"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/viz"
)

// Every size of every task is drawn, the largest examples included, and
// Graphviz accepts the drawing where it is installed.
func TestGraphvizAccepts(t *testing.T) {
	for _, tk := range tasks.All() {
		for _, size := range tk.About().Examples {
			t.Run(tk.Name()+"/"+size, func(t *testing.T) {
				instance, err := tk.Generate(rand.New(rand.NewPCG(1, 0)), size)
				if err != nil {
					t.Fatal(err)
				}
				var g graph.Graph
				instance.Compile(&g)
				var first, second bytes.Buffer
				if err := viz.WriteDOT(&first, &g); err != nil {
					t.Fatal(err)
				}
				if err := viz.WriteDOT(&second, &g); err != nil {
					t.Fatal(err)
				}
				if first.String() != second.String() {
					t.Error("two drawings of one graph differ")
				}
				if got := strings.Count(first.String(), "->"); got != g.Edges() {
					t.Errorf("%d edges drawn of %d", got, g.Edges())
				}
				graphviz, err := exec.LookPath("dot")
				if err != nil {
					t.Skip("Graphviz is not installed: its reading of the drawing is not tested")
				}
				// canon parses everything and skips the layout, which takes seconds at 20x20.
				accepted := exec.Command(graphviz, "-Tcanon")
				accepted.Stdin = &first
				if out, err := accepted.CombinedOutput(); err != nil || bytes.Contains(out, []byte("Error")) {
					t.Errorf("dot: %v\n%.500s", err, out)
				}
			})
		}
	}
}
