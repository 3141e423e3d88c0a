package outcome_test

import (
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

// A model works out 12 x 34 and takes 1 x 4 to be 5. What it makes of that is
// wrong, too, but rightly made; then it knows the answer all of a sudden.
func ExampleOf() {
	_, instance, err := tasks.All().Recognise(task.Problem{Question: "What is 12 times 34?"})
	if err != nil {
		fmt.Println(err)
		return
	}
	var g graph.Graph
	instance.Compile(&g)

	response := string(instance.AppendScratchpad(nil))
	response = strings.Replace(response, "1 x 4 = 4. Write down the result 4.", "1 x 4 = 5. Write down the result 5.", 1)
	response = strings.Replace(response, "is A=48 which", "is A=58 which", 1)

	trace := instance.Read(&g, response)
	for _, o := range outcome.Of(instance, &g, &trace) {
		fmt.Println(o.Label, o.Value, o.Outcome)
	}
	// Output:
	// prod[0,0] 8 correct
	// prod[0,1] 5 local
	// partial[0] 58 propagation
	// prod[1,0] 6 correct
	// prod[1,1] 3 correct
	// partial[1] 36 correct
	// shifted[1] 360 correct
	// product 408 restoration_unexplained
}
