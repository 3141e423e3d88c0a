package infogain

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Answers of a real model: the share with the last digit right is that of a
// direct look at the texts.
func TestTinyTransformer(t *testing.T) {
	responses := map[string][]Response{}
	sameEnd := map[string][2]int{} // wrong answers with the right last digit, and all that are an integer
	for _, record := range tasktest.Records(t, tasktest.Data(t, "tiny-transformer/multiplication_transcripts.jsonl.gz")[0]) {
		instance, err := multiplication.Task{}.Parse(task.Problem{Question: record["question"].(string)})
		if err != nil {
			t.Fatal(err)
		}
		var g graph.Graph
		instance.Compile(&g)
		answer, gold, size := instance.Read(&g, record["response"].(string)).Answer, instance.Answer(), instance.Size()
		responses[size] = append(responses[size], Response{Example: record["id"].(string), Gold: gold, Answer: answer, Correct: answer == gold})
		if n := sameEnd[size]; answer != gold && answer != "" && !strings.Contains(answer, ".") {
			n[1]++
			if answer[len(answer)-1] == gold[len(gold)-1] {
				n[0]++
			}
			sameEnd[size] = n
		}
	}
	wrong := 0
	for size, list := range responses {
		table := measure(t, multiplication.Task{}, size, Options{Exact: 1e6, Samples: 50_000})
		c := table.Compare(list, 1)
		last, n := c.Positions[len(c.Positions)-1], sameEnd[size]
		wrong += c.Wrong
		if c.Wrong-c.Unread != n[1] || n[1] > 0 && last.Right.Value != float64(n[0])/float64(n[1]) {
			t.Errorf("%s: last digit right in %v of %d, want %d of %d", size, last.Right.Value, c.Wrong-c.Unread, n[0], n[1])
		}
		t.Logf("%s: %d wrong, %d unread, %d of another length: %s; %s", size, c.Wrong, c.Unread, c.Realigned, table.Sentence(last), table.Verdict(c))
	}
	if wrong < 1000 {
		t.Errorf("only %d wrong answers were compared", wrong)
	}
}
