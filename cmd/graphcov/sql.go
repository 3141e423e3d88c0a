package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
)

func newSQL(p *program) *cobra.Command {
	var db, format string
	cmd := &cobra.Command{
		Use:   "sql --db DATABASE QUERY",
		Short: "ask the database a question in SQL; nothing can be changed",
		Long: `Runs one query on a connection that cannot change anything. The tables and
their columns are described in the README and in the database itself:
graphcov sql --db mine.db 'SELECT sql FROM sqlite_schema'. The query - is read
from standard input.`,
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
			if strings.TrimSpace(query) == "" {
				return usage(errors.New("the query is empty"))
			}
			return p.sql(cmd.Context(), db, query, format)
		},
	}
	cmd.Flags().StringVar(&db, "db", "", "database to read (required)")
	cmd.Flags().StringVar(&format, "format", "table", "table, csv, json or markdown")
	cmd.MarkFlagRequired("db")
	return cmd
}

func (p *program) sql(ctx context.Context, path, query, format string) error {
	db, err := database.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return db.Explain(err)
	}
	defer rows.Close()
	header, err := rows.Columns()
	if err != nil {
		return err
	}
	var all [][]any
	for rows.Next() {
		row, to := make([]any, len(header)), make([]any, len(header))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		return db.Explain(err)
	}
	if len(header) == 0 { // a statement that gives no rows
		return nil
	}
	var out bytes.Buffer
	if err := p.screen.writeRows(&out, format, header, all); err != nil {
		return err
	}
	_, err = out.WriteTo(p.stdout)
	return err
}
