package record_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/corpus/record"
)

func Example() {
	input := `{"prompt": "2 times 3", "completion": "6"}
{"prompt": "2 times

{"prompt": "4 times 5", "completion": "20"}
`
	f, err := record.NewFile("train.jsonl", strings.NewReader(input), record.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()

	for rec, err := range f.Records() {
		var fault *record.Fault
		switch {
		case errors.As(err, &fault):
			fmt.Println("skipped", fault)
		case err != nil:
			fmt.Println("failed", err)
		default:
			fmt.Println("line", rec.Line, string(rec.Data))
		}
	}
	fmt.Println(f.Format(), f.BytesRead(), f.Sum()[:8])
	// Output:
	// line 1 {"prompt": "2 times 3", "completion": "6"}
	// skipped train.jsonl:2: not valid JSON (cut off?)
	// line 4 {"prompt": "4 times 5", "completion": "20"}
	// jsonl 108 938ed4c4
}
