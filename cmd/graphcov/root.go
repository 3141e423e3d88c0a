package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus"
)

// Exit codes.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitVerdict = 3 // a verdict named with --fail-on is among the findings
)

// errUsage is wrapped by errors about how the program was called.
var errUsage = errors.New("wrong usage")

// errVerdict ends findings --fail-on without a message.
var errVerdict = errors.New("a named verdict was found")

// program is what the commands share: where they read and write.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         screen // what stdout is
	command        string // the one that runs; empty while the command line is being read
}

// run is the program: main only calls it, and so do the tests.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := &output{w: stdout}
	p := &program{stdin: stdin, stdout: out, stderr: stderr, screen: screenOf(stdout)}
	root := newRoot(p)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("cannot write the output: %w", out.err)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errVerdict):
		return exitVerdict
	case errors.Is(err, syscall.EPIPE): // the reader, a pager or head, has seen enough
		return exitFailed
	case p.command == "": // cobra found fault with the command line
		fmt.Fprintf(stderr, "graphcov: %s; see %s --help\n", oneLine(err), asked(root, args))
		return exitUsage
	case errors.Is(err, context.Canceled):
		said := "nothing was changed"
		if kept, ok := errors.AsType[*corpus.KeptError](err); ok {
			said = "the database was not changed; " + kept.Kept()
		}
		fmt.Fprintf(stderr, "graphcov: %s: interrupted; %s\n", p.command, said)
		return exitFailed
	}
	fmt.Fprintf(stderr, "graphcov: %s: %s\n", p.command, oneLine(err))
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	return exitFailed
}

// asked is the command that the arguments name, as far as they name one.
func asked(root *cobra.Command, args []string) string {
	cmd, _, err := root.Find(args)
	if err != nil {
		return root.CommandPath()
	}
	return cmd.CommandPath()
}

// output remembers that a write failed, so that no command need ask after
// every line and none ends as if all had been said.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}

// oneLine is the text of an error, which a message of one line quotes.
func oneLine(err error) string {
	text := strings.TrimSuffix(err.Error(), ": "+errUsage.Error())
	return strings.Join(strings.Fields(text), " ")
}

// usage marks an error as one about how the program was called.
func usage(err error) error { return fmt.Errorf("%w: %w", err, errUsage) }

func newRoot(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "graphcov",
		Short: "did the model reason, or did it replay?",
		Long: `graphcov compiles problems into graphs of partial computations, counts how
often each of them occurs in a model's training data, and says whether the
model's success follows those counts. The method is that of "Faith and Fate:
Limits of Transformers on Compositionality" (Dziri et al., NeurIPS 2023).

Start with: graphcov demo`,
		Example: `  graphcov index --db mine.db --task multiplication train.jsonl.gz
  graphcov analyze --db mine.db transcripts.jsonl
  graphcov sql --db mine.db 'SELECT * FROM accuracy_by_size'`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetVersionTemplate("graphcov {{.Version}}\n")
	root.AddCommand(
		newDemo(p), newTasks(p), newGenerate(p), newGraph(p),
		newIndex(p), newAnalyze(p), newFindings(p), newCompare(p), newInfogain(p),
		newRender(p), newChart(p), newReport(p), newServe(p), newSQL(p), newCheck(p),
	)
	for _, cmd := range root.Commands() {
		runE := cmd.RunE
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			p.command = cmd.Name() // from here on an error is not one of the command line
			return runE(cmd, args)
		}
	}
	return root
}

// version is the module's version, or the commit that the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "devel-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return "devel"
}

// now is the time that is written down. SOURCE_DATE_EPOCH fixes it, so that
// the same input gives the same bytes.
func now() time.Time {
	if seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(seconds, 0)
	}
	return time.Now()
}
