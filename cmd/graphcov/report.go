package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/viz/report"
)

func newReport(p *program) *cobra.Command {
	var db, out string
	cmd := &cobra.Command{
		Use:   "report --db DATABASE -o FILE.html",
		Short: "write one web page with everything that was found",
		Long: `Writes what was found as one HTML file: the finding in words, charts, tables,
telling examples with their graphs, and what it was made from. The file needs no
other and no network: it can be mailed, and opens from disk.`,
		Example: `  graphcov report --db mine.db -o report.html
  graphcov report --db mine.db -o - > report.html`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.report(cmd.Context(), db, out); err != nil {
				return err
			}
			if out != "-" {
				fmt.Fprintf(p.stderr, "%s is written: open it in a browser\n", out)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&db, "db", "", "database to read (required)")
	cmd.Flags().StringVarP(&out, "out", "o", "report.html", "file to write, - for stdout")
	cmd.MarkFlagRequired("db")
	return cmd
}

// report writes the report of a database to a file.
func (p *program) report(ctx context.Context, path, out string) error {
	db, err := database.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	contents, err := report.Load(ctx, db, report.Options{ToolVersion: version(), Now: now()})
	if err != nil {
		return err
	}
	return p.writeFile(out, func(w io.Writer) error { return report.Write(w, contents) })
}
