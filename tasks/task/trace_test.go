package task

import "testing"

func TestTraceState(t *testing.T) {
	trace := Trace{Readings: make([]Reading, 3)}
	trace.Readings[1].State = Unstated
	for range 2 {
		trace.State(0, "7")
		trace.State(0, "8") // the first value wins
		trace.State(1, "9") // stated after all
	}
	want := []Reading{{Stated, "7"}, {Stated, "9"}, {Missing, ""}}
	for v, r := range trace.Readings {
		if r != want[v] {
			t.Errorf("node %d: %+v, want %+v", v, r, want[v])
		}
	}
}

func TestTraceMiscopied(t *testing.T) {
	var trace Trace
	if trace.MiscopiedTotal() != 0 || trace.Miscopied != nil {
		t.Error("a new trace has miscopied something")
	}
	trace.Miscopy("factor")
	trace.Miscopy("factor")
	trace.Miscopy("carry")
	if trace.Miscopied["factor"] != 2 || trace.MiscopiedTotal() != 3 {
		t.Errorf("%v, %d in all, want factor twice and 3 in all", trace.Miscopied, trace.MiscopiedTotal())
	}
}

func TestUnalignedLabel(t *testing.T) {
	if got := (UnalignedStep{Step: 12}).Label(); got != "step[12]" {
		t.Errorf("label %q", got)
	}
}
