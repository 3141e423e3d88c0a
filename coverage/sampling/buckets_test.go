package sampling

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBuckets(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		groups int
		want   []Bucket
	}{
		{"even", []float64{4, 3, 2, 1}, 2, []Bucket{{1, 2, []int{2, 3}}, {3, 4, []int{0, 1}}}},
		// The five zeros have their middle in the first half.
		{"ties", []float64{0, 0, 0, 0, 0, 1, 2}, 2, []Bucket{{0, 0, []int{0, 1, 2, 3, 4}}, {1, 2, []int{5, 6}}}},
		{"all tied", []float64{1, 1, 1}, 4, []Bucket{{1, 1, []int{0, 1, 2}}}},
		{"a bucket is missing", []float64{0, 1, 1, 1, 1, 1, 1, 1, 1, 2}, 4, []Bucket{{0, 0, []int{0}}, {1, 1, []int{1, 2, 3, 4, 5, 6, 7, 8}}, {2, 2, []int{9}}}},
		{"not a number", []float64{nan, 1, 2}, 2, []Bucket{{1, 1, []int{1}}, {2, 2, []int{2}}}},
		{"fewer than groups", []float64{5, 6}, 10, []Bucket{{5, 5, []int{0}}, {6, 6, []int{1}}}},
		{"no groups", []float64{5, 6}, 0, []Bucket{{5, 6, []int{0, 1}}}},
		{"none", nil, 3, nil},
	} {
		if diff := cmp.Diff(c.want, Buckets(c.values, c.groups)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	examples := []Example{answers("A"), answers("B"), answers("C")}
	if diff := cmp.Diff([]Example{examples[0], examples[2]}, (Bucket{Members: []int{0, 2}}).Of(examples)); diff != "" {
		t.Error(diff)
	}
}
