package coverage

import (
	"context"
	"maps"
	"slices"

	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/tasks/task"
)

// unnamedModel stands where neither the file nor the user names the model.
const unnamedModel = "unnamed"

// writeResponse reads a response against its example, as it was asked, and
// writes what it says.
func (r *fileReader) writeResponse(ctx context.Context, e *example, asked task.Instance, response *transcript.Response) error {
	g := r.graph(e)
	trace := asked.Read(g, response.Text)
	finished := response.Finished == nil || *response.Finished
	correct := finished && trace.Answer == e.instance.Answer()
	r.count(response, correct, finished, trace.Answer, trace.AnswerLenient)

	r.store.nextResponse++
	id := r.store.nextResponse
	miscopied := trace.MiscopiedTotal()
	r.account.Miscopied += miscopied
	r.account.Unaligned += len(trace.Unaligned)
	err := r.store.responses.Add(ctx, id, e.id, e.algorithm, response.Model, *response.Sample, null(trace.Answer), null(trace.AnswerLenient), correct,
		nullable(response.Correct), nullable(response.Reward), nullable(response.LogProb), nullable(response.Finished),
		trace.LinesParsed, trace.LinesRejected, miscopied)
	if err != nil {
		return err
	}
	for _, kind := range slices.Sorted(maps.Keys(trace.Miscopied)) {
		if err := r.store.miscopies.Add(ctx, id, kind, trace.Miscopied[kind]); err != nil {
			return err
		}
	}
	if r.opt.NoNodes {
		return nil
	}
	for _, o := range Outcomes(asked, g, &trace) {
		var value any
		if o.HasValue {
			value = o.Value
		}
		if err := r.store.outcomes.Add(ctx, id, o.Label, value, o.Inferred, string(o.Outcome)); err != nil {
			return err
		}
	}
	return nil
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
