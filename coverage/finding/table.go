package finding

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"github.com/graphcov/graphcov/corpus/database"
)

// Write replaces the findings in the database by others, as they come. It ends
// with the cause of the context where that ends.
func Write(ctx context.Context, tx *sql.Tx, all iter.Seq[Finding]) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM finding"); err != nil {
		return err
	}
	in, err := database.NewInserter(ctx, tx, "finding", []string{"finding_id", "model", "task", "corpus_id", "scope", "measure", "stratum",
		"estimate", "low", "high", "p", "q", "n", "verdict", "note"}, "")
	if err != nil {
		return err
	}
	id := 0
	for f := range all {
		id++
		if err := in.Add(ctx, f.row(id)...); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return in.Close(ctx)
}

func (f *Finding) row(id int) []any {
	var value, low, high any
	if f.Estimate.OK {
		value = f.Estimate.Value
		if !f.Exact {
			low, high = f.Estimate.Low, f.Estimate.High
		}
	}
	var corpusID any
	if f.CorpusID != 0 {
		corpusID = f.CorpusID
	}
	return []any{id, f.Model, f.Task, corpusID, database.Null(f.Scope), f.Measure, f.Stratum, value, low, high,
		database.Nullable(f.P), database.Nullable(f.Q), f.Estimate.N, database.Null(f.Verdict), database.Null(f.note())}
}

// note joins what the estimator warns about with the finding's own remark.
func (f *Finding) note() string {
	note := f.Note
	for _, w := range f.Estimate.Warnings {
		if note != "" {
			note += "; "
		}
		note += w
	}
	return note
}

// Read returns the findings in the database, in the order in which
// they were found. Warnings are part of the Note.
func Read(ctx context.Context, db database.Querier) ([]Finding, error) {
	var all []Finding
	err := database.EachRow(ctx, db, `SELECT f.model, f.task, ifnull(f.corpus_id, 0), ifnull(c.name, ''), ifnull(f.scope, ''), f.measure, f.stratum,
		f.estimate, f.low, f.high, f.p, f.q, f.n, ifnull(f.verdict, ''), ifnull(f.note, '')
		FROM finding f LEFT JOIN corpus c USING (corpus_id) ORDER BY finding_id`, nil, func(rows *sql.Rows) error {
		var f Finding
		var value, low, high, p, q sql.NullFloat64
		err := rows.Scan(&f.Model, &f.Task, &f.CorpusID, &f.Corpus, &f.Scope, &f.Measure, &f.Stratum,
			&value, &low, &high, &p, &q, &f.Estimate.N, &f.Verdict, &f.Note)
		f.Estimate.OK = value.Valid
		f.Estimate.Value, f.Estimate.Low, f.Estimate.High = value.Float64, low.Float64, high.Float64
		f.Exact = value.Valid && !low.Valid
		f.P, f.Q = optional(p), optional(q)
		all = append(all, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading findings: %w", err)
	}
	return all, nil
}

func optional(v sql.NullFloat64) *float64 {
	if !v.Valid {
		return nil
	}
	return &v.Float64
}
