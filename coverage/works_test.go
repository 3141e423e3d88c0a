package coverage_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A response that splits a factor is read against the graph of that, and the
// coverage of that graph is measured: 23 x 40 and 23 x 8 stand in the training
// document, their sum does not.
func TestWorkedOtherwise(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	index(t, db, "train", write(t, filepath.Join(dir, "train.jsonl"),
		record{"question": "What is 23 times 47?", "answer": "23 x 40 = 920\n23 x 7 = 161\n23 x 8 = 184\n920 + 161 = 1081"}))
	report := analyze(t, db, options(write(t, filepath.Join(dir, "said.jsonl"),
		response("1", "What is 23 times 48?", "Split 48 into 40 and 8: 23 x 40 = 920 and 23 x 8 = 184.\n920 + 184 = 1104"),
		response("1", "What is 23 times 48?", "23 x 48 = 23 x 50 - 23 x 2. 23 x 50 = 1150, 23 x 2 = 46, and 1150 - 46 = 1104.").with("sample", 1),
		response("1", "What is 23 times 48?", "1104").with("sample", 2),
		response("1", "What is 23 times 48?", scratchpad(t, "23 x 48")).with("sample", 3),
		response("1", "What is 23 times 48?", "23 x 40 = 920\n23 x 8 = 184\n920 + 184 = 1114\nThe answer is 1114.").with("sample", 4))))
	if f := report.Files[0]; f.Responses != 5 || f.Right != 4 || f.Examples != 1 {
		t.Fatalf("%+v, want four right responses of five to one problem", f)
	}
	for _, c := range []struct {
		statement string
		want      [][]string
	}{
		{"SELECT sample, algorithm, correct, first_wrong IS NULL FROM response ORDER BY sample", [][]string{
			{"0", "distributive_y", "1", "1"}, {"1", "equations", "1", "1"}, {"2", "long", "1", "1"}, {"3", "long", "1", "1"}, {"4", "distributive_y", "0", "0"}}},
		{"SELECT n.op, n.value, c.documents FROM coverage c JOIN node n USING (example_id, algorithm, node) WHERE c.algorithm = 'distributive_y' AND c.scope = 'full' ORDER BY n.position", [][]string{
			{"multiply", "920", "1"}, {"multiply", "184", "1"}, {"add", "1104", "0"}}},
		{"SELECT algorithm, operations, seen_nodes, sink_documents FROM example_coverage WHERE scope = 'step' ORDER BY algorithm", [][]string{
			{"distributive_y", "3", "2", "0"}, {"equations", "1", "0", "0"}, {"long", "14", "0", "0"}}},
		{"SELECT algorithm, right_weight, responses FROM example_weight", [][]string{{"distributive_y", "0.8", "5"}}},
		{"SELECT r.sample, sum(o.outcome = 'correct'), sum(o.outcome = 'local'), sum(o.outcome = 'unaligned' AND o.sound) FROM outcome o JOIN response r USING (response_id) WHERE r.algorithm <> 'long' GROUP BY 1", [][]string{
			{"0", "3", "0", "0"}, {"1", "1", "0", "2"}, {"4", "2", "1", "0"}}},
	} {
		if diff := cmp.Diff(c.want, query(t, db, c.statement)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.statement, diff)
		}
	}
}

// The way that explains most of a response is the one that it was worked in,
// even where it explains none of its steps, or only such as are not stated.
func TestBestExplained(t *testing.T) {
	db := create(t)
	analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "said.jsonl"),
		response("1", "What is 23 times 48?", "23 x 50 = 1150\n23 x 2 = 46\n1150 - 46 = 1004\nThe answer is 1004."),
		response("1", "What is 23 times 48?", "23 x 48 = 20 x 48 + 3 x 48 = 960 + 144 = 1104").with("sample", 1),
		response("1", "What is 23 times 48?", "23 x 48 = 1104").with("sample", 2),
		response("1", "What is 23 times 48?", "23 x 48 = 1114").with("sample", 3))))
	want := [][]string{{"0", "equations", "3", "2"}, {"1", "distributive_x", "2", "2"}, {"2", "long", "0", "0"}, {"3", "long", "0", "0"}}
	got := query(t, db, `SELECT sample, algorithm, sum(outcome = 'unaligned'), sum(outcome = 'unaligned' AND sound IS 1)
		FROM response JOIN outcome USING (response_id) GROUP BY sample ORDER BY sample`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
