// Command keys writes the keys that graphcov index would count, one for each
// operation node and scope, for programs that only group them: as Parquet
// (scope, hi, lo) and as lines of text. It is no part of the program: Go passes
// over directories that begin with a dot.
//
//	go run ./.ci/bench/keys TASK KEYS.parquet KEYS.txt FILE [FILE ..]
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/parquet-go/parquet-go"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

// key is a row of the Parquet file.
type key struct {
	Scope int32  `parquet:"scope"`
	Hi    uint64 `parquet:"hi"`
	Lo    uint64 `parquet:"lo"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "keys:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 4 {
		return errors.New("usage: keys TASK KEYS.parquet KEYS.txt FILE [FILE ..]")
	}
	t, err := tasks.All().Get(args[0])
	if err != nil {
		return err
	}
	table, err := os.Create(args[1])
	if err != nil {
		return err
	}
	defer table.Close()
	text, err := os.Create(args[2])
	if err != nil {
		return err
	}
	defer text.Close()
	w := writer{table: parquet.NewGenericWriter[key](table, parquet.MaxRowsPerRowGroup(groupRows)), text: bufio.NewWriterSize(text, 1<<20)}
	for _, path := range args[3:] {
		if err := w.file(t, path); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := w.flush(); err != nil {
		return err
	}
	return errors.Join(w.table.Close(), w.text.Flush(), table.Close(), text.Close())
}

type writer struct {
	table *parquet.GenericWriter[key]
	text  *bufio.Writer
	keys  []key
}

const (
	// batchKeys is how many rows go to Parquet at a time.
	batchKeys = 1 << 16

	// groupRows is how many rows a group has: who reads the file takes them on as
	// many cores as there are groups.
	groupRows = 1 << 20
)

func (w *writer) file(t task.Task, path string) error {
	f, err := record.Open(path, record.Options{})
	if err != nil {
		return err
	}
	defer f.Close()
	scopes := graph.DefaultScopes()
	fingerprinter := graph.NewFingerprinter(scopes, false)
	var g graph.Graph
	for rec, err := range f.Records() {
		if err != nil {
			return err
		}
		doc, err := corpus.Fields{}.Document(rec)
		if err != nil {
			return err
		}
		g.Reset()
		if _, err := t.CompileTrace(&g, doc); err != nil {
			return err
		}
		fingerprinter.Compute(&g)
		for v := range graph.Node(g.Len()) {
			for scope := range scopes {
				if g.IsSource(v) {
					continue
				}
				fingerprint := fingerprinter.At(scope, v)
				w.keys = append(w.keys, key{int32(scope), fingerprint.Hi, fingerprint.Lo})
				fmt.Fprintf(w.text, "%d%s\n", scope, fingerprint)
			}
		}
		if len(w.keys) >= batchKeys {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) flush() error {
	_, err := w.table.Write(w.keys)
	w.keys = w.keys[:0]
	return err
}
