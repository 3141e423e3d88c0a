package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
)

func newSQL(p *program) *cobra.Command {
	var db, format string
	cmd := &cobra.Command{
		Use:   "sql --db DATABASE QUERY",
		Short: "ask the database a question in SQL; nothing can be changed",
		Long: `Runs a query on a connection that cannot change anything. The tables and
their columns are described in the README and in the database itself:
graphcov sql --db mine.db 'SELECT sql FROM sqlite_schema'. The query - is read
from standard input. Of several statements, with semicolons between them, the
answers are printed one after the other, up to the first that fails. A query may
take as long as it likes: Ctrl-C ends it.`,
		Example: `  graphcov sql --db mine.db 'SELECT * FROM accuracy_by_size'
  graphcov sql --db mine.db 'SELECT * FROM coverage_by_depth' --format csv > depth.csv
  graphcov sql --db mine.db - < query.sql`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"table", "csv", "json", "markdown"}, format) {
				return usage(fmt.Errorf("unknown --format %q: use table, csv, json or markdown", format))
			}
			query := args[0]
			if query == "-" {
				text, err := io.ReadAll(p.stdin)
				if err != nil {
					return fmt.Errorf("reading the query: %w", err)
				}
				query = string(text)
			}
			statements := slices.Collect(database.Statements(query))
			if len(statements) == 0 {
				return usage(errors.New("the query is empty"))
			}
			return p.sql(cmd.Context(), db, statements, format)
		},
	}
	cmd.Flags().StringVar(&db, "db", "", "database to read (required)")
	cmd.Flags().StringVar(&format, "format", "table", "table, csv, json or markdown")
	cmd.MarkFlagRequired("db")
	return cmd
}

// sql prints the answers to statements.
func (p *program) sql(ctx context.Context, path string, statements []string, format string) error {
	db, err := database.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		defer db.Close()
		done <- p.answers(ctx, db, statements, format)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		// The driver stops a query until it has given its first row, and no more:
		// one that works on without an end is left to end with the process.
		return context.Cause(ctx)
	}
}

func (p *program) answers(ctx context.Context, db *database.DB, statements []string, format string) error {
	printed := false
	for _, statement := range statements {
		header, rows, err := ask(ctx, db, statement)
		if err != nil {
			return db.Explain(err)
		}
		if len(header) == 0 { // a statement that gives no rows
			continue
		}
		var out bytes.Buffer
		if printed && (format == "table" || format == "markdown") {
			out.WriteByte('\n')
		}
		if err := p.screen.writeRows(&out, format, header, rows); err != nil {
			return err
		}
		if _, err := out.WriteTo(p.stdout); err != nil {
			return err
		}
		printed = true
	}
	return nil
}

// ask returns all rows of a query.
func ask(ctx context.Context, db *database.DB, query string) (header []string, all [][]any, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	if header, err = rows.Columns(); err != nil {
		return nil, nil, err
	}
	for rows.Next() {
		row, to := make([]any, len(header)), make([]any, len(header))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			return nil, nil, err
		}
		all = append(all, row)
	}
	return header, all, rows.Err()
}
