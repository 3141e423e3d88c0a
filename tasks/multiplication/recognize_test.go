package multiplication

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// A scratchpad is recognized, of any size and with zeros anywhere, and has then
// the graph that it is read as; with one character changed, missing or too much
// it is not.
func TestRecognize(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	var instances []task.Instance
	for _, size := range []string{"1x1", "1x2", "2x1", "3x3", "1x12", "12x1", "4x4", "7x28", "28x7"} {
		for range 30 {
			instance, err := Task{}.Generate(rng, size)
			if err != nil {
				t.Fatal(err)
			}
			instances = append(instances, instance)
		}
	}
	for _, factors := range [][2]string{{"0", "0"}, {"0", "905"}, {"905", "0"}, {"1000", "2005"}, {"5", "9999"}, {"9999", "9999"}} {
		instances = append(instances, Instance{x: factors[0], y: factors[1]})
	}
	for _, instance := range instances {
		question, pad := instance.Question(), string(instance.AppendScratchpad(nil))
		if recognized, fault := tasktest.CheckRecognizer(Task{}, question, pad); !recognized || fault != "" {
			t.Errorf("%s: recognized: %v; %s", question, recognized, fault)
		}
		for range 20 {
			at := rng.IntN(len(pad))
			other := pad[:at] + string(rune('0'+rng.IntN(10))) + pad[at+1:]
			for _, text := range []string{other, pad[:at], pad[:at] + pad[at+1:], pad + "1"} {
				if recognized, fault := tasktest.CheckRecognizer(Task{}, question, text); recognized != (text == pad) || fault != "" {
					t.Errorf("%s: recognized: %v; %s, with the text %q", question, recognized, fault, text)
				}
			}
		}
	}
}
