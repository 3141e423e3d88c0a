package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/viz/report"
	"github.com/graphcov/graphcov/viz/serve"
)

type serveFlags struct {
	db, address  string
	allowRemote  bool
	queryTimeout time.Duration
}

func newServe(p *program) *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve --db DATABASE",
		Short: "look at a database in the browser, until Ctrl-C",
		Long: `Answers a browser on this machine: the report, live, a list of all examples to
filter and sort, the graph of any problem, and a box for SQL. The database is only
read. Other machines are not answered unless --allow-remote says so: there is no
password.`,
		Example: `  graphcov serve --db mine.db
  graphcov serve --db mine.db --addr 127.0.0.1:0    # on a free port, which it prints`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.queryTimeout <= 0 {
				return usage(fmt.Errorf("--query-timeout is %s: use a time such as 10s", f.queryTimeout))
			}
			return p.serve(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.db, "db", "", "database to read (required)")
	flags.StringVar(&f.address, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	flags.BoolVar(&f.allowRemote, "allow-remote", false, "answer other machines, too: whoever can reach the address may read the whole database")
	flags.DurationVar(&f.queryTimeout, "query-timeout", 10*time.Second, "how long one request may take")
	cmd.MarkFlagRequired("db")
	return cmd
}

func (p *program) serve(ctx context.Context, f serveFlags) error {
	db, err := database.OpenReadOnly(ctx, f.db)
	if err != nil {
		return err
	}
	defer db.Close()
	listener, err := serve.Listen(ctx, f.address, f.allowRemote)
	if err != nil {
		return err
	}
	address := listener.Addr().String()
	handler, err := serve.New(db, serve.Options{
		Address: address, AllowRemote: f.allowRemote, QueryTimeout: f.queryTimeout, Tasks: tasks.All(),
		Report: report.Options{ToolVersion: version(), Now: now()},
	})
	if err != nil {
		listener.Close()
		return err
	}
	fmt.Fprintf(p.stdout, "http://%s/ shows %s; Ctrl-C stops\n", address, f.db)
	return serve.Serve(ctx, listener, handler)
}
