package sampling

import "testing"

func TestAggregates(t *testing.T) {
	steps := []float64{0.5, 0.25, 1, 0.5}
	for name, c := range map[string]struct {
		aggregate Aggregate
		want      float64
	}{"product": {Product, 0.0625}, "min": {Min, 0.25}, "last": {Last, 0.5}, "mean": {Mean, 0.5625}} {
		got := ProcessReward(c.aggregate)(&Response{Steps: steps})
		checkNear(t, name, got.Value, c.want, 0)
		if none := ProcessReward(c.aggregate)(&Response{}); !got.OK || none.OK {
			t.Errorf("%s: %v with steps, %v without", name, got, none)
		}
	}
	// The oracle takes the response without a wrong step, but passes over the one
	// that came right by luck: of the pairs (1, .5), (1, .2), (.5, .2) two have
	// the first and the third has the wrong one on top.
	e := answers("ABA")
	for i, prefix := range []float64{1, 0.5, 0.2} {
		e.Responses[i].RightPrefix = Known(prefix)
	}
	checkNear(t, "oracle", BestOf([]Example{e}, []int{2}, OracleProcessReward, few)[0].Value, 2./3, 1e-12)
}
