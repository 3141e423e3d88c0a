package stats

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAccuracyPicksTheInterval(t *testing.T) {
	single := []Cluster{{1, 1}, {0, 1}, {1, 1}, {1, 1}}
	if diff := cmp.Diff(Wilson(3, 4), Accuracy(single, 1)); diff != "" {
		t.Errorf("one response each (-want +got):\n%s", diff)
	}
	several := variedClusters()
	if diff := cmp.Diff(ClusterBootstrap(several, Resampling{Seed: 1}), Accuracy(several, 1)); diff != "" {
		t.Errorf("several responses (-want +got):\n%s", diff)
	}
}

func TestAccuracyLeavesOutSilentExamples(t *testing.T) {
	want := Wilson(1, 2)
	want.Warnings = []string{"left out 3 examples without a response"}
	if diff := cmp.Diff(want, Accuracy([]Cluster{{}, {1, 1}, {}, {0, 1}, {}}, 1)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	checkNotEstimable(t, Accuracy(nil, 1), "no responses")
	checkNotEstimable(t, Accuracy([]Cluster{{}, {}}, 1), "no responses")
	checkNotEstimable(t, Accuracy([]Cluster{{2, 1}}, 1), "example 0: 2 right of 1 responses is impossible")
}

func ExampleAccuracy() {
	// Ten problems, one answer each, seven right.
	examples := []Cluster{
		{Right: 1, N: 1}, {Right: 1, N: 1}, {Right: 0, N: 1}, {Right: 1, N: 1}, {Right: 1, N: 1},
		{Right: 0, N: 1}, {Right: 1, N: 1}, {Right: 0, N: 1}, {Right: 1, N: 1}, {Right: 1, N: 1},
	}
	e := Accuracy(examples, 1)
	fmt.Printf("%.2f [%.2f, %.2f], n = %d\n", e.Value, e.Low, e.High, e.N)
	// Output: 0.70 [0.40, 0.89], n = 10
}
