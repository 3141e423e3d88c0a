package task_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/tasks/task"
)

// coin is a task of ten instances, enough of one to test Generate.
type coin struct{ task.Task }

func (coin) Generate(rng *rand.Rand, size string) (task.Instance, error) {
	if size != "ten" {
		return nil, fmt.Errorf("size %q: there is only ten", size)
	}
	return face{n: rng.IntN(10)}, nil
}

type face struct {
	task.Instance
	n int
}

func (f face) Input() string { return fmt.Sprintf(`{"face":%d}`, f.n) }

// drawAll collects what Generate yields before its error, if any.
func drawAll(ctx context.Context, d task.Draw) (inputs []string, err error) {
	for instance, err := range task.Generate(ctx, coin{}, d) {
		if err != nil {
			return inputs, err
		}
		inputs = append(inputs, instance.Input())
	}
	return inputs, nil
}

func TestGenerateIsDeterministic(t *testing.T) {
	d := task.Draw{Size: "ten", Count: 8, Seed: 1}
	first, err1 := drawAll(context.Background(), d)
	again, err2 := drawAll(context.Background(), d)
	if diff := cmp.Diff(first, again); diff != "" || err1 != nil || err2 != nil {
		t.Errorf("%v, %v: %s", err1, err2, diff)
	}
	d.Count = 5 // the first few of a longer draw
	if shorter, _ := drawAll(context.Background(), d); !cmp.Equal(shorter, first[:5]) {
		t.Errorf("%v are not the first of %v", shorter, first)
	}
	d.Seed = 2
	if other, _ := drawAll(context.Background(), d); cmp.Equal(other, first[:5]) {
		t.Errorf("seeds 1 and 2 both give %v", other)
	}
}

// Without replacement, ten draws are all ten instances; with it, a hundred
// draws repeat some.
func TestGenerateReplacement(t *testing.T) {
	all, err := drawAll(context.Background(), task.Draw{Size: "ten", Count: 10, Seed: 3})
	distinct := make(map[string]bool)
	for _, input := range all {
		distinct[input] = true
	}
	if err != nil || len(all) != 10 || len(distinct) != 10 {
		t.Errorf("%d instances, %d distinct, %v", len(all), len(distinct), err)
	}
	many, err := drawAll(context.Background(), task.Draw{Size: "ten", Count: 100, Seed: 3, Replacement: true})
	if err != nil || len(many) != 100 {
		t.Errorf("with replacement: %d instances, %v", len(many), err)
	}
}

func TestGenerateExcludes(t *testing.T) {
	odd := func(input string) bool { return strings.ContainsAny(input, "13579") }
	for _, replacement := range []bool{false, true} {
		inputs, err := drawAll(context.Background(), task.Draw{Size: "ten", Count: 5, Seed: 4, Exclude: odd, Replacement: replacement})
		if err != nil || len(inputs) != 5 {
			t.Errorf("replacement %t: %v, %v", replacement, inputs, err)
		}
		for _, input := range inputs {
			if odd(input) {
				t.Errorf("replacement %t: %s is excluded", replacement, input)
			}
		}
	}
}

func TestGenerateEnds(t *testing.T) {
	all := func(string) bool { return true }
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		draw task.Draw
		made int
		want string
	}{
		{"none asked for", context.Background(), task.Draw{Size: "ten"}, 0, ""},
		{"used up", context.Background(), task.Draw{Size: "ten", Count: 11}, 10, "size ten has no more than 10 instances"},
		{"all excluded", context.Background(), task.Draw{Size: "ten", Count: 1, Exclude: all, Replacement: true}, 0, "size ten has no more than 0"},
		{"unknown size", context.Background(), task.Draw{Size: "two", Count: 1}, 0, "there is only ten"},
		{"canceled", canceled, task.Draw{Size: "ten", Count: 1}, 0, "canceled"},
	} {
		inputs, err := drawAll(c.ctx, c.draw)
		if len(inputs) != c.made || (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d instances, error %v, want %d and %q", c.name, len(inputs), err, c.made, c.want)
		}
	}
	if _, err := drawAll(canceled, task.Draw{Size: "ten", Count: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

// A loop over Generate may stop at any time.
func TestGenerateStops(t *testing.T) {
	made := 0
	for range task.Generate(context.Background(), coin{}, task.Draw{Size: "ten", Count: 10}) {
		if made++; made == 3 {
			break
		}
	}
	if made != 3 {
		t.Errorf("%d instances after a break at 3", made)
	}
}
