package coverage

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// unnamedModel stands where neither the file nor the user names the model.
const unnamedModel = "unnamed"

// writeResponse reads a response against its example, as it was asked, and
// writes what it says.
func (r *fileReader) writeResponse(ctx context.Context, e *example, asked task.Instance, response *transcript.Response) error {
	best, err := r.read(ctx, e, asked, response)
	if err != nil {
		return err
	}
	trace := &best.trace
	finished := response.Finished == nil || *response.Finished
	correct := finished && trace.Answer == e.instance.Answer()
	r.count(response, correct, finished, trace.Answer, trace.AnswerLenient)

	r.store.nextResponse++
	id := r.store.nextResponse
	outcomes := outcome.Of(best.instance, best.graph, trace)
	miscopied := trace.MiscopiedTotal()
	r.account.Miscopied += miscopied
	r.account.Unaligned += len(trace.Unaligned)
	var parts, rightParts any
	if trace.Parts > 0 {
		parts, rightParts = trace.Parts, trace.RightParts
	}
	err = r.store.responses.Add(id, e.id, best.instance.Algorithm(), response.Model, *response.Sample, database.Null(trace.Answer), database.Null(trace.AnswerLenient), correct,
		database.Nullable(response.Correct), database.Nullable(response.Reward), database.Nullable(response.LogProb), database.Nullable(response.Finished),
		parts, rightParts, database.Null(outcome.FirstWrong(outcomes)), rightPrefix(outcomes), database.Nullable(response.Temperature), trace.LinesParsed, trace.LinesRejected, miscopied)
	if err != nil {
		return err
	}
	for _, kind := range slices.Sorted(maps.Keys(trace.Miscopied)) {
		if err := r.store.miscopies.Add(id, kind, trace.Miscopied[kind]); err != nil {
			return err
		}
	}
	for step, score := range response.StepScores {
		if err := r.store.stepScores.Add(id, step, score); err != nil {
			return err
		}
	}
	if err := r.writeThoughts(id, &best, response); err != nil {
		return err
	}
	if r.opt.NoNodes {
		return nil
	}
	slices.SortStableFunc(outcomes, func(a, b outcome.Node) int { return strings.Compare(a.Label, b.Label) }) // as in the primary key
	for _, o := range outcomes {
		var value, argumentsRight, sound any
		if o.Node != graph.None {
			argumentsRight = o.ArgumentsRight
		}
		if o.HasValue {
			value = o.Value
		}
		if o.Arithmetic != task.NotJudged {
			sound = o.Arithmetic == task.Sound
		}
		if err := r.store.outcomes.Add(id, o.Label, value, o.Inferred, string(o.Outcome), argumentsRight, sound); err != nil {
			return err
		}
	}
	return nil
}

// rightPrefix is the share of the operation nodes that come before the first
// which is wrong or missing, 1 where none is, NULL where there are none.
func rightPrefix(outcomes []outcome.Node) any {
	nodes, before, broken := 0, 0, false
	for _, o := range outcomes {
		if o.Node == graph.None {
			continue
		}
		nodes++
		broken = broken || o.Outcome == outcome.Local || o.Outcome == outcome.Propagation || o.Outcome == outcome.Missing
		if !broken {
			before++
		}
	}
	if nodes == 0 {
		return nil
	}
	return float64(before) / float64(nodes)
}

func (r *fileReader) count(response *transcript.Response, correct, finished bool, answer, lenient string) {
	if correct {
		r.account.Right++
	}
	if !finished {
		r.account.Unfinished++
	}
	if answer == "" {
		r.account.NoAnswer++
	}
	if answer != lenient {
		r.account.Disagreeing++
	}
	if response.Correct != nil && *response.Correct != correct {
		r.account.LogDisagrees++
	}
}
