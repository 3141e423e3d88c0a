package coverage

import (
	"context"
	"database/sql"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/sampling"
)

// loadResponses reads the single responses of all samples. Only those of one
// temperature are draws of the same kind, so of each model and task the
// temperature is kept that most of its responses have; of equals the higher.
func loadResponses(ctx context.Context, db database.Querier, samples []*sample) error {
	type sampleKey struct{ model, task string }
	at := make(map[sampleKey]map[string]*observed)
	for _, s := range samples {
		of := make(map[string]*observed, len(s.examples))
		for i := range s.examples {
			of[s.examples[i].input] = &s.examples[i]
		}
		at[sampleKey{s.model, s.task}] = of
	}
	return database.EachRow(ctx, db, `WITH kept AS (
			SELECT model, task, temperature, row_number() OVER (PARTITION BY model, task ORDER BY count(*) DESC, temperature DESC) AS rank
			FROM response JOIN example USING (example_id) GROUP BY model, task, temperature
		)
		SELECT r.model, e.task, e.input, e.gold, r.correct, ifnull(r.answer, ''), r.reward, r.logprob, r.right_prefix
		FROM response r JOIN example e USING (example_id)
		JOIN kept k ON k.model = r.model AND k.task = e.task AND k.temperature IS r.temperature AND k.rank = 1
		ORDER BY r.model, e.task, e.input, r.sample, r.response_id`, nil, func(rows *sql.Rows) error {
		var key sampleKey
		var input, gold string
		var r sampling.Response
		var reward, logProb, prefix sql.NullFloat64
		if err := rows.Scan(&key.model, &key.task, &input, &gold, &r.Correct, &r.Answer, &reward, &logProb, &prefix); err != nil {
			return err
		}
		r.Reward, r.LogProb, r.RightPrefix = score(reward), score(logProb), score(prefix)
		if o := at[key][input]; o != nil {
			o.gold = gold
			o.responses = append(o.responses, r)
		}
		return nil
	})
}

func score(v sql.NullFloat64) sampling.Score { return sampling.Score{Value: v.Float64, OK: v.Valid} }

// sampled are the examples that pass with their responses, for package sampling.
func (s *sample) sampled(pass func(*observed) bool) []sampling.Example {
	var examples []sampling.Example
	for i := range s.examples {
		if e := &s.examples[i]; len(e.responses) > 0 && pass(e) {
			examples = append(examples, sampling.Example{Responses: e.responses})
		}
	}
	return examples
}
