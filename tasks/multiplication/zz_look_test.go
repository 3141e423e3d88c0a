package multiplication

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

func TestLook(t *testing.T) {
	file := os.Getenv("LOOK")
	for _, path := range tasktest.Data(t, file) {
		type sum struct {
			n, right, mis, misdocs, un, undocs, rejdocs, noans, unfinished int
			kinds                                        map[string]int
			missing, stated, wrong int
		}
		sums := map[string]*sum{}
		shown := map[string]int{}
		for _, r := range tasktest.Records(t, path) {
			inst, err := Task{}.Parse(task.Problem{Question: r["question"].(string)})
			if err != nil { t.Fatal(err) }
			var g graph.Graph
			inst.Compile(&g)
			text := r["response"].(string)
			tr := inst.Read(&g, text)
			s := sums[inst.Size()]
			if s == nil { s = &sum{kinds: map[string]int{}}; sums[inst.Size()] = s }
			s.n++
			if r["finished"] != true { s.unfinished++ }
			if tr.Answer == inst.Answer() { s.right++ }
			if tr.Answer == "" { s.noans++ }
			s.mis += tr.MiscopiedTotal()
			if tr.MiscopiedTotal() > 0 { s.misdocs++ }
			for k, v := range tr.Miscopied { s.kinds[k] += v }
			s.un += len(tr.Unaligned)
			if len(tr.Unaligned) > 0 { s.undocs++ }
			if tr.LinesRejected > 0 { s.rejdocs++ }
			show := os.Getenv("SHOW")
			for v := range graph.Node(g.Len()) {
				if g.IsSource(v) { continue }
				switch tr.Readings[v].State {
				case task.Missing: s.missing++
				case task.Stated: s.stated++
					if tr.Readings[v].Value != g.Value(v) { s.wrong++ }
				}
			}
			if show == "rej" && tr.LinesRejected == 0 { continue }
			if show == "un" && len(tr.Unaligned) == 0 { continue }
			if show != "" && tr.Answer != inst.Answer() && shown[inst.Size()] < 7 && (inst.Size() == "3x3" || inst.Size() == "4x2" || inst.Size() == "3x2" || show != "all") {
				shown[inst.Size()]++
				fmt.Println("=====", inst.Size(), r["question"], "sample", r["sample"], "gold", inst.Answer(), "answer", tr.Answer, tr.AnswerLenient, "finished", r["finished"])
				fmt.Println(text)
				fmt.Println("--- miscopied", tr.Miscopied, "unaligned", tr.Unaligned, "operands", tr.Operands, "rejected", tr.LinesRejected)
				for v := range graph.Node(g.Len()) {
					if g.IsSource(v) { continue }
					rd := tr.Readings[v]
					if rd.State != task.Stated || rd.Value != g.Value(v) {
						fmt.Println("   ", g.Label(v), g.Op(v), "gold", g.Value(v), "read", rd.State, rd.Value)
					}
				}
			}
		}
		var sizes []string
		for s := range sums { sizes = append(sizes, s) }
		sort.Strings(sizes)
		for _, z := range sizes {
			fmt.Printf("%s %+v\n", z, *sums[z])
		}
	}
}
