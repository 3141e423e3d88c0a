package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/viz/chart"
)

type chartFlags struct {
	db, out string
	list    bool
	of      chart.Filter
	size    chart.SVGOptions
}

func newChart(p *program) *cobra.Command {
	var f chartFlags
	cmd := &cobra.Command{
		Use:   "chart [NAME] --db DATABASE -o FILE.svg",
		Short: "draw one chart, its numbers beside it as CSV",
		Long: `Draws a chart of the findings as SVG, for a paper or a page, and writes the
numbers that it shows, with intervals and n, into a CSV file of the same name.
Without a name it lists the charts there are.

Where the database has several models, tasks, corpora or scopes, a chart shows
the models together if they can be told apart. Else there are several charts:
FILE--MODEL--TASK.svg and so on, one each, unless flags choose among them.`,
		Example: `  graphcov chart --list
  graphcov chart coverage-by-depth --db mine.db -o depth.svg
  graphcov chart accuracy-by-exposure --db mine.db --scope full -o exposure.svg
  graphcov chart association --db mine.db --width 500 > forest.svg`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeChart,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.list || len(args) == 0 {
				p.listCharts()
				return nil
			}
			return p.chart(cmd.Context(), args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to read (required)")
	flags.StringVarP(&f.out, "out", "o", "", "file to write, FILE.svg, with FILE.csv beside it; - or nothing: SVG to standard output")
	flags.BoolVar(&f.list, "list", false, "list the charts")
	flags.StringVar(&f.of.Model, "model", "", "of this model only")
	flags.StringVar(&f.of.Task, "task", "", "of this task only")
	flags.StringVar(&f.of.Corpus, "corpus", "", "against this corpus only")
	flags.StringVar(&f.of.Scope, "scope", "", "of this scope only: step, hop2, full, shape")
	flags.Float64Var(&f.size.Width, "width", 0, "width in points of 1/72 inch (0: what suits the chart, often a column of a paper)")
	flags.Float64Var(&f.size.Height, "height", 0, "height in points (0: what suits the chart)")
	return cmd
}

func completeChart(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, k := range chart.Kinds() {
		names = append(names, k.Name+"\t"+k.Summary)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (p *program) listCharts() {
	var rows [][]string
	for _, k := range chart.Kinds() {
		rows = append(rows, []string{k.Name, k.Summary})
	}
	p.screen.writeTable(p.stdout, []string{"chart", "shows"}, rows, nil)
}

func (p *program) chart(ctx context.Context, name string, f chartFlags) error {
	kind, err := chart.Get(name)
	if err != nil {
		return usage(err)
	}
	if f.db == "" {
		return usage(errors.New("name the database with --db"))
	}
	if err := f.size.Check(); err != nil {
		return usage(err)
	}
	toFile := f.out != "" && f.out != "-"
	if toFile && filepath.Ext(f.out) != ".svg" {
		return usage(fmt.Errorf("%s is no SVG file: give --out a name that ends in .svg", f.out))
	}
	db, err := database.OpenReadOnly(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := knownChoice(ctx, db, f.of); err != nil {
		return err
	}
	charts, err := kind.Load(ctx, db, f.of)
	if err != nil {
		return err
	}
	if len(charts) > 1 && !toFile {
		return usage(fmt.Errorf("that makes %d charts, %s: choose one with --model, --task, --corpus or --scope, or name a file with --out to begin all their names with",
			len(charts), titles(charts)))
	}
	for _, c := range charts {
		if c.Missing != "" {
			fmt.Fprintf(p.stderr, "graphcov: chart: nothing to show: %s\n", c.Missing)
		}
		if err := p.writeChart(c, f, chartFile(f.out, c, len(charts))); err != nil {
			return err
		}
	}
	return nil
}

// titles names the first of several charts.
func titles(charts []chart.Chart) string {
	text := fmt.Sprintf("%q and %q", charts[0].Title, charts[1].Title)
	if len(charts) > 2 {
		text += ", .."
	}
	return text
}

// chartFile is where a chart goes, one of several under a name of its own.
func chartFile(out string, c chart.Chart, charts int) string {
	if charts == 1 {
		return out
	}
	return strings.TrimSuffix(out, ".svg") + strings.TrimPrefix(c.ID, c.Name) + ".svg"
}

func (p *program) writeChart(c chart.Chart, f chartFlags, path string) error {
	if err := p.writeFile(path, func(w io.Writer) error { return chart.WriteSVG(w, c, f.size) }); err != nil {
		return err
	}
	if path == "" || path == "-" {
		return nil
	}
	numbers := strings.TrimSuffix(path, ".svg") + ".csv"
	if err := p.writeFile(numbers, func(w io.Writer) error { return chart.WriteCSV(w, c) }); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s, %s: %s\n", path, filepath.Base(numbers), c.Title)
	return nil
}

// knownChoice says what there is where a flag chooses what there is not.
func knownChoice(ctx context.Context, db database.Querier, of chart.Filter) error {
	for _, choice := range []struct{ what, value, query string }{
		{"model", of.Model, "SELECT DISTINCT model FROM response ORDER BY 1"},
		{"task", of.Task, "SELECT DISTINCT task FROM example ORDER BY 1"},
		{"corpus", of.Corpus, "SELECT name FROM corpus ORDER BY 1"},
		{"scope", of.Scope, "SELECT DISTINCT scope FROM finding WHERE scope IS NOT NULL ORDER BY 1"},
	} {
		if choice.value == "" {
			continue
		}
		var known []string
		err := database.EachRow(ctx, db, choice.query, nil, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			known = append(known, name)
			return err
		})
		if err != nil {
			return fmt.Errorf("reading what there is: %w", err)
		}
		if !slices.Contains(known, choice.value) {
			return usage(fmt.Errorf("no %s %q in the database: there is %s", choice.what, choice.value, orNone(strings.Join(known, ", "))))
		}
	}
	return nil
}

func orNone(names string) string {
	if names == "" {
		return "none"
	}
	return names
}
