package estimate

import (
	"context"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/infogain"
)

// Answered is what a model answered to the problems of one size of a task.
type Answered struct {
	Model     string
	Responses []infogain.Response
}

// Answers reads the responses to problems of a size, by model, for a table of
// information gain to be compared with.
func Answers(ctx context.Context, db database.Querier, task, size string) ([]Answered, error) {
	samples, err := loadSamples(ctx, db, 0)
	if err != nil {
		return nil, err
	}
	if err := loadResponses(ctx, db, samples); err != nil {
		return nil, err
	}
	var all []Answered
	for _, s := range samples {
		if s.task != task {
			continue
		}
		if responses, _ := s.answers(size); len(responses) > 0 {
			all = append(all, Answered{s.model, responses})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no response to a problem of %s, size %s", task, size)
	}
	return all, nil
}
