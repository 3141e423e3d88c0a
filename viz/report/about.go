package report

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// About is what a page was made from.
type About struct {
	Database, ToolVersion, Made string
	Meta                        []Fact
	Corpora, CorpusFiles        finding.Table
	Sources                     finding.Table
	Libraries                   []string
}

// Fact is one line of About.
type Fact struct{ Name, Value string }

func loadAbout(ctx context.Context, db *database.DB, opt Options) (About, error) {
	a := About{Database: db.Path(), ToolVersion: opt.ToolVersion, Made: opt.Now.UTC().Format(time.RFC3339), Libraries: libraryNames()}
	err := database.EachRow(ctx, db, "SELECT key, value FROM meta ORDER BY key", nil, func(rows *sql.Rows) error {
		var f Fact
		err := rows.Scan(&f.Name, &f.Value)
		a.Meta = append(a.Meta, f)
		return err
	})
	if err != nil {
		return a, fmt.Errorf("reading what the database was made with: %w", err)
	}
	for _, part := range []struct {
		into  *finding.Table
		table finding.Table
		query string
	}{
		{&a.Corpora, finding.Table{Title: "Training corpora", Header: []string{"corpus", "task", "documents", "compiled", "empty", "rejected", "partial computations"}, Words: []int{0, 1}},
			"SELECT name, task, documents, compiled, empty, rejected, nodes FROM corpus ORDER BY corpus_id"},
		{&a.CorpusFiles, finding.Table{Title: "Their files", Header: []string{"corpus", "file", "SHA-256", "documents", "indexed at"}, Words: []int{0, 1, 2, 4}},
			"SELECT name, path, sha256, f.documents, indexed_at FROM corpus_file f JOIN corpus USING (corpus_id) ORDER BY corpus_id, path"},
		{&a.Sources, finding.Table{Title: "Transcripts", Header: []string{"file", "SHA-256", "format", "records", "responses", "rejected", "analyzed at"}, Words: []int{0, 1, 2, 6}},
			"SELECT source, sha256, format, records, responses, rejected, analyzed_at FROM source ORDER BY source"},
	} {
		*part.into = part.table
		if err := readTable(ctx, db, part.into, part.query); err != nil {
			return a, err
		}
	}
	return a, nil
}

// readTable fills a table with the rows of a query that has its columns.
func readTable(ctx context.Context, db database.Querier, t *finding.Table, query string) error {
	err := database.EachRow(ctx, db, query, nil, func(rows *sql.Rows) error {
		values, to := make([]any, len(t.Header)), make([]any, len(t.Header))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		row := make([]string, len(values))
		for i, v := range values {
			switch v := v.(type) {
			case nil:
				row[i] = finding.NotEstimated
			case int64:
				row[i] = humanize.Comma(v)
			default:
				row[i] = fmt.Sprint(v)
			}
		}
		t.Rows = append(t.Rows, row)
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading %q: %w", t.Title, err)
	}
	return nil
}

// Foot says in a line what made the page, and when.
func (a About) Foot() string {
	return fmt.Sprintf("graphcov %s, %s, %s", a.ToolVersion, a.Database, a.Made)
}
