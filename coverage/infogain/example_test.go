package infogain_test

import (
	"context"
	"fmt"

	"github.com/graphcov/graphcov/coverage/infogain"
	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

func ExampleMeasure() {
	space, err := dynprog.Task{}.Variables("3")
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := infogain.Measure(context.Background(), space, infogain.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d instances, exact: %v\n", table.Instances, table.Exact)
	for o, output := range table.Outputs {
		single, _ := table.Best(o, 1)
		pair, _ := table.Best(o, 2)
		fmt.Printf("%s: %s tells %.3f, %s tell %.3f\n", output.Name, table.Names(single), single.Relative, table.Names(pair), pair.Relative)
	}
	// Output:
	// 1331 instances, exact: true
	// o1: a1 tells 0.711, a1, a2 tell 0.891
	// o2: a2 tells 0.422, a1, a2 tell 0.682
	// o3: a3 tells 0.645, a2, a3 tell 0.841
}

func ExampleTable_Compare() {
	space, err := multiplication.Task{}.Variables("2x2")
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := infogain.Measure(context.Background(), space, infogain.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	comparison := table.Compare([]infogain.Response{
		{Example: "12 x 84", Gold: "1008", Answer: "1008", Correct: true},
		{Example: "37 x 58", Gold: "2146", Answer: "1966"},
		{Example: "91 x 46", Gold: "4186", Answer: "3576"},
		{Example: "73 x 19", Gold: "1387", Answer: "917"},
		{Example: "66 x 72", Gold: "4752", Answer: "5112"},
	}, 1)
	for _, position := range comparison.Shortcuts() {
		fmt.Println(table.Sentence(position))
	}
	fmt.Println(table.Verdict(comparison))
	// Output:
	// the last digit of the answer (z4) is right in 100 % of wrong answers (95 % interval 51 % to 100 %, chance 14 %); it is a function of the last digit of x and the last digit of y (x2, y2)
	// wrong answers are right where a shortcut leads: the last digit of the answer (100 %), against 0 % of the outputs without a shortcut; with 4 examples of wrong answers this is weak evidence
}
