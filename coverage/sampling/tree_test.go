package sampling

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// searchTree is two levels deep: of the first thoughts a was kept, though wrong,
// b was kept and c was pruned, both right. The search answered with d or e.
func searchTree() Tree {
	return Tree{Thoughts: []Thought{
		{ID: "d", Parent: "a", Score: Known(0.9), Kept: true, Truth: Right}, // below a wrong one: wrong
		{ID: "a", Score: Known(0.9), Kept: true, Truth: Wrong},
		{ID: "b", Score: Known(0.5), Kept: true, Truth: Right},
		{ID: "c", Score: Known(0.1), Truth: Right},
		{ID: "e", Parent: "b", Score: Known(0.9), Kept: true, Truth: Right},
		{ID: "f", Parent: "b", Score: Known(0.2), Kept: true, Truth: Wrong},
		{ID: "g", Parent: "b"},
	}}
}

func TestTreeMeasures(t *testing.T) {
	prunedOnly := Tree{Thoughts: []Thought{
		{ID: "a", Kept: true, Truth: Wrong}, {ID: "b", Truth: Right}, {ID: "c", Parent: "a", Kept: true, Truth: Wrong}, {ID: "d", Parent: "a"},
	}}
	atFullDepth := Tree{Thoughts: []Thought{{ID: "a", Truth: Right}}}
	for _, c := range []struct {
		name string
		tree Tree
		want TreeMeasures
	}{
		{"search", searchTree(), TreeMeasures{Thoughts: 7, Expanded: 2, Depth: 2, KeptRight: 2, KeptJudged: 5,
			PrunedRight: 1, PrunedJudged: 1, Unjudged: 1, Success: 0.5, Perfect: true, PerfectPossible: true}},
		// d follows a wrong thought, so it is judged: wrong.
		{"pruned", prunedOnly, TreeMeasures{Thoughts: 4, Expanded: 1, Depth: 2, KeptJudged: 2, PrunedRight: 1, PrunedJudged: 2, PerfectPossible: true}},
		{"full depth", atFullDepth, TreeMeasures{Thoughts: 1, Depth: 1, PrunedRight: 1, PrunedJudged: 1, Perfect: true, PerfectPossible: true}},
		{"empty", Tree{}, TreeMeasures{}},
	} {
		got, err := c.tree.Measure()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestFaultyTrees(t *testing.T) {
	for want, thoughts := range map[string][]Thought{
		`thought 0 has no id`:                              {{}},
		`two thoughts have the id "a"`:                     {{ID: "a"}, {ID: "a"}},
		`thought "a": there is no parent "z"`:              {{ID: "a", Parent: "z"}},
		`2 thoughts are their own ancestors or below such`: {{ID: "r"}, {ID: "a", Parent: "a"}, {ID: "b", Parent: "a"}},
	} {
		if _, err := (Tree{Thoughts: thoughts}).Measure(); fmt.Sprint(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestTreeSearch(t *testing.T) {
	solved := Tree{Thoughts: []Thought{{ID: "a", Kept: true, Truth: Right}}}
	circle := Tree{Thoughts: []Thought{{ID: "a", Parent: "a"}}}
	s := TreeSearch([]Tree{searchTree(), solved, circle}, few)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"thoughts", s.Thoughts.Value, 4}, {"expanded", s.Expanded.Value, 1}, {"depth", s.Depth.Value, 1.5},
		{"kept right", s.KeptRight.Value, 3. / 6}, {"pruned right", s.PrunedRight.Value, 1},
		{"success", s.Success.Value, 0.75}, {"perfect", s.Perfect.Value, 1},
	} {
		checkNear(t, c.name, c.got, c.want, 1e-15)
	}
	if s.Success.N != 2 || s.PrunedRight.N != 1 {
		t.Errorf("n = %d and %d", s.Success.N, s.PrunedRight.N)
	}
	want := "left out tree 2: 1 thoughts are their own ancestors or below such; 1 thoughts were not judged"
	if got := strings.Join(s.Warnings, "; "); got != want {
		t.Errorf("warnings %q, want %q", got, want)
	}
	none := TreeSearch(nil, few)
	checkNotEstimable(t, "success", none.Success, "no tree has what this is a share of")
}
