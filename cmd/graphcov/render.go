package main

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/viz/dot"
)

type renderFlags struct {
	db, example, format, out string
	draw                     dot.Options
	unfolded                 bool
	corpusFiles              []string // to be searched for the sub-graph of the focus
	fields                   corpus.Fields
	limit                    int
}

func newRender(p *program) *cobra.Command {
	var f renderFlags
	cmd := &cobra.Command{
		Use:   "render --db DATABASE --example EXAMPLE_ID",
		Short: "draw the graph of an example, coloured by coverage and outcome",
		Long: `Draws the computation graph of an analyzed problem. Every box is filled by how
many training documents contain the computation that yields it; with --response
its outline shows what that response made of it. A graph of more than ` + strconv.Itoa(dot.DefaultFoldAbove) + ` nodes
has its rows folded into one box each; --focus and --depth draw a part in full.
EXAMPLE_ID is the number in the table example, or the id in the transcripts' file.`,
		Example: `  graphcov render --db mine.db --example 17 | dot -Tsvg > graph.svg
  graphcov render --db mine.db --example 17 --response 154 -o graph.svg
  graphcov render --db mine.db --example 17 --focus 'partial[1]' --format text
  graphcov render --db mine.db --example 17 --focus 'partial[1]' --corpus-files train.jsonl.gz -o part.svg`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return usage(err)
			}
			return p.render(cmd.Context(), &f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to read (required)")
	flags.StringVar(&f.example, "example", "", "the example (required)")
	flags.Int64Var(&f.draw.Response, "response", 0, "response whose outcomes are shown")
	flags.StringVar(&f.draw.Algorithm, "algorithm", "", "which of the example's graphs; by default the response's, or the one most responses used")
	flags.StringVar(&f.draw.Scope, "scope", "", "what must agree to count as seen (default full)")
	flags.StringVar(&f.draw.Corpus, "corpus", "", "training corpus that counts, where there are several")
	flags.StringVar(&f.draw.Focus, "focus", "", "label of a node: draw only what it is made from, and print its counts")
	flags.IntVar(&f.draw.Depth, "depth", 0, "draw at most so many levels up from the focus or the answer (default all)")
	flags.StringSliceVar(&f.corpusFiles, "corpus-files", nil, "training files to search for documents that contain the sub-graph of the focus")
	flags.IntVar(&f.limit, "limit", 5, "name at most so many of those documents, the first ones")
	flags.StringVar(&f.fields.Question, "question-field", "", "field of the question in those files (default: the usual names)")
	flags.StringVar(&f.fields.Text, "text-field", "", "field of the text in those files (default: the usual names)")
	flags.BoolVar(&f.unfolded, "unfolded", false, "draw every node, however many there are")
	flags.StringVar(&f.format, "format", "", "dot, json, text, svg, png or pdf; by default what the name of the file says, else dot")
	flags.StringVarP(&f.out, "out", "o", "-", "file to write, - for stdout")
	cmd.MarkFlagRequired("db")
	cmd.MarkFlagRequired("example")
	cmd.RegisterFlagCompletionFunc("example", completeExample)
	return cmd
}

// completeExample completes --example with the first examples of the database
// named before whose numbers go on from what was typed.
func completeExample(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	const most = 50
	db, err := database.OpenReadOnly(cmd.Context(), cmd.Flag("db").Value.String())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	defer db.Close()
	var ids []string
	err = database.EachRow(cmd.Context(), db, "SELECT example_id, question FROM example WHERE substr(example_id, 1, length(?1)) = ?1 ORDER BY example_id LIMIT ?2", []any{typed, most}, func(rows *sql.Rows) error {
		var id, question string
		err := rows.Scan(&id, &question)
		ids = append(ids, cobra.CompletionWithDesc(id, task.Shorten(strings.Join(strings.Fields(question), " "))))
		return err
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return ids, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

func (f *renderFlags) check() error {
	if len(f.corpusFiles) > 0 && f.draw.Focus == "" {
		return errors.New("--corpus-files are searched for the sub-graph of one node: name it with --focus")
	}
	format, err := drawingFormat(f.format, f.out, "dot")
	f.format = format
	if f.unfolded || format == "text" { // a long list can be read
		f.draw.FoldAbove = -1
	}
	return err
}

func (p *program) render(ctx context.Context, f *renderFlags) error {
	db, err := database.OpenReadOnly(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	example, err := dot.FindExample(ctx, db, f.example)
	if err != nil {
		return db.Explain(err)
	}
	d, err := dot.Load(ctx, db, example, f.draw)
	if err != nil {
		return db.Explain(err)
	}
	if len(f.corpusFiles) > 0 {
		if d.Documents, err = f.search(ctx, db, &d); err != nil {
			return err
		}
	}
	return p.writeFile(f.out, func(w io.Writer) error { return p.screenFor(f.out).writeDrawing(ctx, w, d, f.format) })
}

// search reads the training files again for the sub-graph of the focus.
func (f *renderFlags) search(ctx context.Context, db *database.DB, d *dot.Drawing) ([]string, error) {
	if d.Fingerprint == nil {
		return nil, errors.New("the example was looked up in no corpus, so that its sub-graphs cannot be searched for: index training data and analyze again")
	}
	t, err := tasks.All().Get(d.Task)
	if err != nil {
		return nil, err
	}
	scope, err := graph.ParseScope(d.Scope)
	if err != nil {
		return nil, err
	}
	paths, err := record.Expand(f.corpusFiles, ".txt", ".parquet")
	if err != nil {
		return nil, err
	}
	found, err := corpus.Find(ctx, db, corpus.Search{Task: t, Paths: paths, Fields: f.fields, Limit: f.limit}, scope, *d.Fingerprint)
	texts := []string{}
	for _, at := range found {
		texts = append(texts, at.String())
	}
	return texts, err
}
