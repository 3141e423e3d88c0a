package estimate

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
	steps, err := loadStepScores(ctx, db)
	if err != nil {
		return err
	}
	trees, err := loadTrees(ctx, db)
	if err != nil {
		return err
	}
	return database.EachRow(ctx, db, `WITH kept AS (
			SELECT model, task, temperature, row_number() OVER (PARTITION BY model, task ORDER BY count(*) DESC, temperature DESC) AS rank
			FROM response JOIN example USING (example_id) GROUP BY model, task, temperature
		)
		SELECT r.response_id, r.model, e.task, e.input, e.gold, r.correct, ifnull(r.answer, ''), r.reward, r.logprob, r.right_prefix
		FROM response r JOIN example e USING (example_id)
		JOIN kept k ON k.model = r.model AND k.task = e.task AND k.temperature IS r.temperature AND k.rank = 1
		ORDER BY r.model, e.task, e.input, r.sample, r.response_id`, nil, func(rows *sql.Rows) error {
		var id int64
		var key sampleKey
		var input, gold string
		var r sampling.Response
		var reward, logProb, prefix sql.NullFloat64
		if err := rows.Scan(&id, &key.model, &key.task, &input, &gold, &r.Correct, &r.Answer, &reward, &logProb, &prefix); err != nil {
			return err
		}
		r.Reward, r.LogProb, r.RightPrefix = score(reward), score(logProb), score(prefix)
		r.Steps = steps[id]
		if o := at[key][input]; o != nil {
			o.gold = gold
			o.responses = append(o.responses, r)
			if thoughts := trees[id]; thoughts != nil {
				o.trees = append(o.trees, sampling.Tree{Thoughts: thoughts, Cluster: input})
			}
		}
		return nil
	})
}

// loadStepScores reads the scores of steps, by response.
func loadStepScores(ctx context.Context, db database.Querier) (map[int64][]float64, error) {
	steps := make(map[int64][]float64)
	err := database.EachRow(ctx, db, "SELECT response_id, score FROM step_score ORDER BY response_id, step", nil, func(rows *sql.Rows) error {
		var id int64
		var score float64
		err := rows.Scan(&id, &score)
		steps[id] = append(steps[id], score)
		return err
	})
	return steps, err
}

// loadTrees reads the thoughts of trees, by response, without their texts.
func loadTrees(ctx context.Context, db database.Querier) (map[int64][]sampling.Thought, error) {
	trees := make(map[int64][]sampling.Thought)
	err := database.EachRow(ctx, db, "SELECT response_id, thought, ifnull(parent, ''), score, kept, right FROM thought ORDER BY response_id, thought", nil, func(rows *sql.Rows) error {
		var id int64
		var t sampling.Thought
		var value sql.NullFloat64
		var right sql.NullBool
		if err := rows.Scan(&id, &t.ID, &t.Parent, &value, &t.Kept, &right); err != nil {
			return err
		}
		t.Score = score(value)
		switch {
		case right.Valid && right.Bool:
			t.Truth = sampling.Right
		case right.Valid:
			t.Truth = sampling.Wrong
		}
		trees[id] = append(trees[id], t)
		return nil
	})
	return trees, err
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
