package infogain

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// TestReadAnswer holds the rule by which answers are lined up; . is NoValue.
func TestReadAnswer(t *testing.T) {
	const essayGold = "9062993224085698" // 96745982 x 93678239
	for _, test := range []struct {
		of           task.Variables
		size         string
		answer, gold string
		want         string
		alignment    task.Alignment
	}{
		{multiplication.Task{}, "2x2", "1008", "1008", "1008", task.InPlace},
		{multiplication.Task{}, "2x2", "108", "1008", "0108", task.InPlace}, // a product of the size may be so long
		{multiplication.Task{}, "2x2", "1008", "108", "1008", task.InPlace},
		{multiplication.Task{}, "2x2", "10087", "1008", "1087", task.FromEnds},
		{multiplication.Task{}, "2x2", "10", "1008", "1010", task.FromEnds},
		{multiplication.Task{}, "2x2", "7", "1008", "7..7", task.FromEnds},
		{multiplication.Task{}, "2x2", "51234", "512", ".534", task.FromEnds}, // gold is 0512: its first digit is z2
		{multiplication.Task{}, "3x2", "123456", "12345", "12456", task.FromEnds},
		{multiplication.Task{}, "1x2", "0", "0", "000", task.InPlace}, // 0 x 12
		{multiplication.Task{}, "8x8", essayGold, essayGold, essayGold, task.InPlace},
		{multiplication.Task{}, "8x8", "9066591470043979798", essayGold, "9066591443979798", task.FromEnds},
		{multiplication.Task{}, "2x2", "", "1008", "", task.NotRead},
		{multiplication.Task{}, "2x2", "-1008", "1008", "", task.NotRead},
		{multiplication.Task{}, "2x2", "10.08", "1008", "", task.NotRead},
		{multiplication.Task{}, "2x2", "1008", "10080", "", task.NotRead}, // gold of another size
		{dynprog.Task{}, "3", "[2, 1, 2]", "[1, 2, 2]", "212", task.InPlace},
		{dynprog.Task{}, "3", "[2, 7, 300]", "[1, 2, 2]", "27.", task.InPlace},
		{dynprog.Task{}, "4", "[1, 1, 2, 2, 2]", "[1, 2, 2, 1]", "1122", task.FromEnds},
		{dynprog.Task{}, "4", "[1]", "[1, 2, 2, 1]", "1..1", task.FromEnds},
		{dynprog.Task{}, "3", "[]", "[1, 2, 2]", "...", task.FromEnds},
		{dynprog.Task{}, "3", "4", "[1, 2, 2]", "", task.NotRead},
		{dynprog.Task{}, "3", "[1, 2", "[1, 2, 2]", "", task.NotRead},
	} {
		space := spaceOf(t, test.of, test.size)
		outputs := make([]int8, len(space.Outputs()))
		alignment := space.ReadAnswer(outputs, test.answer, test.gold)
		got := ""
		for _, v := range outputs {
			if v == task.NoValue {
				got += "."
			} else {
				got += fmt.Sprint(v)
			}
		}
		if alignment == task.NotRead {
			got = ""
		}
		if got != test.want || alignment != test.alignment {
			t.Errorf("%s for %s (%s): %s, alignment %d, want %s, %d", test.answer, test.gold, test.size, got, alignment, test.want, test.alignment)
		}
	}
}

// The essay's example: the answer begins and ends well. Digits 3 and 6 are right,
// too; the last two are, though the second last is no function of two digits.
func TestEssay(t *testing.T) {
	table := measure(t, multiplication.Task{}, "8x8", Options{Samples: 20_000})
	c := table.Compare([]Response{{Example: "essay", Gold: "9062993224085698", Answer: "9066591470043979798"}}, 1)
	var right []string
	for _, p := range c.Positions {
		if p.Right.Value == 1 {
			right = append(right, table.Outputs[p.Output].Name)
		}
	}
	if want := []string{"z1", "z2", "z3", "z6", "z15", "z16"}; !slices.Equal(right, want) || c.Wrong != 1 || c.Realigned != 1 {
		t.Errorf("right are %v of %+v, want %v", right, c, want)
	}
	if names := table.Names(c.Positions[15].Best); names != "x8, y8" {
		t.Errorf("the last digit follows from %s", names)
	}
}

// Wilson's interval for 2 of 4 and chance worked out by hand: of 1x1 digit
// products the last digits 0 .. 9 occur 9, 4, 12, 6, 12, 9, 12, 4, 10, 3 times.
func TestCompareByHand(t *testing.T) {
	table := measure(t, multiplication.Task{}, "1x1", Options{})
	c := table.Compare([]Response{
		{Example: "a", Gold: "42", Answer: "32"},
		{Example: "b", Gold: "42", Answer: "42", Correct: true},
		{Example: "c", Gold: "8", Answer: "38"},
		{Example: "d", Gold: "12", Answer: "13"},
		{Example: "e", Gold: "12", Answer: ""},
		{Example: "f", Gold: "81", Answer: "18"},
		{Example: "f", Gold: "81", Answer: "-1"},
	}, 1)
	p := c.Positions[1]
	if c.Wrong != 6 || c.Unread != 2 || c.Realigned != 0 || p.Right.Value != 0.5 || p.Right.N != 4 {
		t.Errorf("%+v", c)
	}
	const z2, z = 1.959963984540054 * 1.959963984540054, 1.959963984540054
	half := z * math.Sqrt(0.25/4+z2/64) / (1 + z2/4)
	if math.Abs(p.Right.Low-(0.5-half)) > 1e-9 || math.Abs(p.Right.High-(0.5+half)) > 1e-9 {
		t.Errorf("interval %v to %v, want 0.5 ± %v", p.Right.Low, p.Right.High, half)
	}
	chance := 0.0
	for _, n := range lastDigits() {
		chance += float64(n*n) / (81 * 81)
	}
	if math.Abs(p.Chance-chance) > 1e-12 {
		t.Errorf("chance %v, want %v", p.Chance, chance)
	}
	if p.Pair.Relative != 1 || p.Best.Relative != 1 || len(p.Single.Inputs) != 1 || p.Single.Relative >= 1 {
		t.Errorf("gains %+v", p)
	}
}

func lastDigits() (times [10]int) {
	for x := 1; x <= 9; x++ {
		for y := 1; y <= 9; y++ {
			times[x*y%10]++
		}
	}
	return times
}

// Responders of known make: one that knows the last digit and guesses the rest,
// one that errs in a single digit anywhere, one that guesses all.
func TestRespondersOfKnownMake(t *testing.T) {
	table := measure(t, multiplication.Task{}, "3x3", Options{})
	for _, test := range []struct {
		name      string
		answer    func(gold []byte, rng *rand.Rand)
		shortcuts []string
		verdict   string
	}{
		{"last digit", func(gold []byte, rng *rand.Rand) {
			for i := range gold[:len(gold)-1] {
				gold[i] = '1' + byte(rng.IntN(9))
			}
		}, []string{"z6"}, "right where a shortcut leads: the last digit of the answer (100 %), against 10 % of the outputs without"},
		{"one slip", func(gold []byte, rng *rand.Rand) {
			i := rng.IntN(len(gold))
			gold[i] = '1' + (gold[i]-'0')%9
		}, []string{"z6", "z1"}, "no sign of a shortcut: wrong answers have 8"},
		{"guess", func(gold []byte, rng *rand.Rand) {
			for i := range gold {
				gold[i] = '1' + byte(rng.IntN(9))
			}
		}, nil, "no sign of a shortcut: no output"},
	} {
		rng := rand.New(rand.NewPCG(4, 0))
		var responses []Response
		for k := range 400 {
			gold := fmt.Sprint((316 + rng.IntN(684)) * (317 + rng.IntN(683))) // six digits
			answer := []byte(gold)
			test.answer(answer, rng)
			responses = append(responses, Response{Example: fmt.Sprint(k / 2), Gold: gold, Answer: string(answer), Correct: gold == string(answer)})
		}
		c := table.Compare(responses, 1)
		var names []string
		for _, p := range c.Shortcuts() {
			names = append(names, table.Outputs[p.Output].Name)
		}
		slices.Sort(names)
		slices.Sort(test.shortcuts)
		if !slices.Equal(names, test.shortcuts) || !strings.Contains(table.Verdict(c), test.verdict) {
			t.Errorf("%s: shortcuts %v, %s\ntold %+v\nuntold %+v", test.name, names, table.Verdict(c), c.Told, c.Untold)
		}
	}
}

func TestSentences(t *testing.T) {
	wrong := []Response{{Example: "a", Gold: "1008", Answer: "1018"}}
	for _, test := range []struct {
		of        task.Variables
		size      string
		opt       Options
		responses []Response
		position  int
		want      []string
	}{
		{multiplication.Task{}, "2x2", Options{}, wrong, 3, []string{"the last digit of the answer (z4) is right in 100 % of wrong answers",
			"it is a function of the last digit of x and the last digit of y (x2, y2)"}},
		{multiplication.Task{}, "2x2", Options{}, wrong, 2, []string{"digit 3 of the answer (z3) is right in 0 % of",
			"no shortcut gives it: the last digit of x and the last digit of y (x2, y2) tell most, 11 % of it"}},
		{multiplication.Task{}, "2x2", Options{}, wrong, 0, []string{"the first digit of x and the first digit of y (x1, y1) tell 79 % of it"}},
		{multiplication.Task{}, "2x2", Options{Exact: 1}, wrong, 3, []string{"(x2, y2) tell 100 % of it"}},
		{multiplication.Task{}, "2x2", Options{}, nil, 3, []string{"the last digit of the answer (z4): no responses"}},
		{dynprog.Task{}, "1", Options{}, []Response{{Gold: "[1]", Answer: "[2]"}}, 0, []string{"the only choice (o1) is right in 0 %", "function of the only number (a1)"}},
	} {
		table := measure(t, test.of, test.size, test.opt)
		got := table.Sentence(table.Compare(test.responses, 1).Positions[test.position])
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q does not say %q", got, want)
			}
		}
	}
}

func TestVerdictWithoutEvidence(t *testing.T) {
	table := measure(t, multiplication.Task{}, "2x2", Options{})
	singles := measure(t, multiplication.Task{}, "2x2", Options{Together: 1})
	choices := measure(t, dynprog.Task{}, "2", Options{})
	for _, test := range []struct {
		table    *Table
		response Response
		want     string
	}{
		{table, Response{Gold: "1008", Answer: "1008", Correct: true}, "no wrong answers"},
		{table, Response{Gold: "1008"}, "no wrong answer has outputs"},
		{singles, Response{Gold: "1008", Answer: "1018"}, "there is no shortcut to look for"},
		{choices, Response{Gold: "[1, 2]", Answer: "[2, 2]"}, "none to compare them with"},
	} {
		if got := test.table.Verdict(test.table.Compare([]Response{test.response}, 1)); !strings.Contains(got, test.want) {
			t.Errorf("%+v: %s, want %s", test.response, got, test.want)
		}
	}
}

func FuzzReadAnswer(f *testing.F) {
	f.Add("1008", "108")
	f.Add("[1, 2, -300]", "[1, 2]")
	f.Fuzz(func(t *testing.T, answer, gold string) {
		for _, test := range []struct {
			of   task.Variables
			size string
		}{{multiplication.Task{}, "1x1"}, {multiplication.Task{}, "3x2"}, {dynprog.Task{}, "1"}, {dynprog.Task{}, "4"}} {
			space := spaceOf(t, test.of, test.size)
			first, second := make([]int8, len(space.Outputs())), make([]int8, len(space.Outputs()))
			if space.ReadAnswer(first, answer, gold) != task.InPlace {
				continue
			}
			if space.ReadAnswer(second, answer, answer) != task.InPlace || !slices.Equal(first, second) {
				t.Errorf("%s: %q is %v beside %q and %v beside itself", test.size, answer, first, gold, second)
			}
		}
	})
}
