package corpus

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
)

// corpusWriter adds the counts of one run to a corpus.
type corpusWriter struct {
	tx     *sql.Tx
	opt    *Options
	id     int64
	exists bool
	known  map[string]string // sha256 of the files in the corpus, to what is said of them
	sizes  map[int64]bool    // their sizes: only a file of the same size need be hashed beforehand
}

// openCorpus finds the corpus in the database, and checks that counts of these
// options can be added to those that are there.
func openCorpus(ctx context.Context, tx *sql.Tx, opt *Options) (*corpusWriter, error) {
	w := &corpusWriter{tx: tx, opt: opt, known: make(map[string]string), sizes: make(map[int64]bool)}
	if err := w.agreeOnMeta(ctx); err != nil {
		return nil, err
	}
	var task string
	err := tx.QueryRowContext(ctx, "SELECT corpus_id, task FROM corpus WHERE name = ?", opt.Corpus).Scan(&w.id, &task)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return w, tx.QueryRowContext(ctx, "SELECT ifnull(max(corpus_id), 0) + 1 FROM corpus").Scan(&w.id)
	case err != nil:
		return nil, err
	case task != opt.Task.Name():
		return nil, fmt.Errorf("corpus %q is of the task %s, not %s: name another with --corpus", opt.Corpus, task, opt.Task.Name())
	}
	w.exists = true
	rows, err := tx.QueryContext(ctx, "SELECT sha256, path, indexed_at, size FROM corpus_file WHERE corpus_id = ? AND documents > 0", w.id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var sum, path, at string
		var size int64
		if err := rows.Scan(&sum, &path, &at, &size); err != nil {
			return nil, err
		}
		if kind := record.KindOf(sum); kind != opt.Hash && !opt.AllowDuplicates { // the same file would not be found again
			return nil, fmt.Errorf("corpus %q knows its files by %s: index with --hash %s, or name another with --corpus", opt.Corpus, kind, kind)
		}
		w.known[sum] = fmt.Sprintf("it was indexed as %s at %s", path, at)
		w.sizes[size] = true
	}
	return w, rows.Err()
}

// agreeOnMeta writes what the database is made with, or compares it.
func (w *corpusWriter) agreeOnMeta(ctx context.Context) error {
	names := make([]string, len(w.opt.Scopes))
	for i, s := range w.opt.Scopes {
		names[i] = s.String()
	}
	for _, m := range []struct{ key, value, flag string }{
		{"fingerprint_scheme", graph.FingerprintScheme, "this version of graphcov"},
		{"ordered", strconv.FormatBool(w.opt.Ordered), "--ordered"},
		{"scopes", strings.Join(names, ","), "--scopes"},
	} {
		if _, err := w.tx.ExecContext(ctx, "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO NOTHING", m.key, m.value); err != nil {
			return err
		}
		var there string
		if err := w.tx.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", m.key).Scan(&there); err != nil {
			return err
		}
		if there != m.value {
			return fmt.Errorf("the database was made with %s = %s, and %s has %s: use the same, or another --db", m.key, there, m.flag, m.value)
		}
	}
	return database.SetToolVersion(ctx, w.tx, w.opt.ToolVersion)
}

// refuseKnown finds files that are in the corpus already before any work is
// done; refuseTwice is the check that misses none.
func (w *corpusWriter) refuseKnown(ctx context.Context) error {
	if w.opt.AllowDuplicates || w.opt.FS != nil { // record.Hash knows only the machine's own files
		return nil
	}
	for _, path := range w.opt.Paths {
		info, err := os.Stat(path)
		if path == "-" || err != nil || !info.Mode().IsRegular() || !w.sizes[info.Size()] {
			continue
		}
		sum, err := await(ctx, func() (string, error) { return record.Hash(path, w.opt.Hash) })
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if said, again := w.known[sum]; again && err == nil { // a file that cannot be read is met again later
			return errDuplicate(path, w.opt.Corpus, said)
		}
	}
	return nil
}

// refuseTwice refuses a file that is in the corpus already, or came earlier in
// this run.
func (w *corpusWriter) refuseTwice(a Account) error {
	if said, again := w.known[a.SHA256]; again && !w.opt.AllowDuplicates {
		return errDuplicate(a.Path, w.opt.Corpus, said)
	}
	w.known[a.SHA256] = fmt.Sprintf("it is the same file as %s", a.Path)
	return nil
}

func errDuplicate(path, corpus, said string) error {
	return fmt.Errorf("%s is in the corpus %q already: %s; leave it out, or count it twice with --allow-duplicates", path, corpus, said)
}

// write adds everything that was counted.
func (w *corpusWriter) write(ctx context.Context, counted *merge, report *Report) error {
	err := database.LimitCache(ctx, w.tx, w.opt.Memory/2) // the other half is the tables
	if err != nil {
		return err
	}
	t := report.Total
	_, err = w.tx.ExecContext(ctx, `INSERT INTO corpus VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
		documents = documents + excluded.documents, compiled = compiled + excluded.compiled, empty = empty + excluded.empty,
		rejected = rejected + excluded.rejected, nodes = nodes + excluded.nodes, bytes = bytes + excluded.bytes`,
		w.id, w.opt.Corpus, w.opt.Task.Name(), t.Documents, t.Compiled, t.Empty, t.Rejected, counted.nodes, t.Bytes)
	if err != nil {
		return err
	}
	if report.Outdated, err = w.dropOutdated(ctx); err != nil {
		return err
	}
	for _, a := range report.Files {
		if a.Skipped != "" {
			continue
		}
		_, err := w.tx.ExecContext(ctx, "INSERT INTO corpus_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", w.id, a.Path, a.SHA256, a.Format,
			a.Documents, a.Compiled, a.Empty, a.Rejected, a.FromTrace, a.FromInput, a.Size, w.opt.Now.UTC().Format(time.RFC3339))
		if err != nil {
			return err
		}
	}
	for _, size := range slices.Sorted(maps.Keys(counted.sizes)) {
		_, err := w.tx.ExecContext(ctx, "INSERT INTO corpus_size VALUES (?, ?, ?) "+w.onConflict("documents = documents + excluded.documents"),
			w.id, size, counted.sizes[size])
		if err != nil {
			return err
		}
	}
	report.Nodes = counted.nodes
	if report.Distinct, err = w.writeSubgraphs(ctx, counted); err != nil {
		return err
	}
	return w.writeInputs(ctx, counted)
}

// scopeOrder is the order of the primary key, in which SQLite fills a table fastest.
func (w *corpusWriter) scopeOrder() []int {
	order := make([]int, len(w.opt.Scopes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Compare(w.opt.Scopes[a].String(), w.opt.Scopes[b].String())
	})
	return order
}

// writeSubgraphs writes the counts of every scope and returns the number of
// rows of each.
func (w *corpusWriter) writeSubgraphs(ctx context.Context, counted *merge) (distinct map[string]int, err error) {
	out, err := w.subgraphs(ctx, counted.kinds)
	if err != nil {
		return nil, err
	}
	distinct = make(map[string]int)
	for _, i := range w.scopeOrder() {
		scope := w.opt.Scopes[i].String()
		distinct[scope] = 0
		err := counted.batches(ctx, i, func(rows []row) error {
			distinct[scope] += len(rows)
			return writeRows(ctx, out, scope, rows)
		})
		if err != nil {
			return nil, err
		}
	}
	return distinct, out.close(ctx)
}

func (w *corpusWriter) writeInputs(ctx context.Context, counted *merge) error {
	out, err := w.inputs(ctx)
	if err != nil {
		return err
	}
	if err := counted.batches(ctx, counted.inputs(), func(rows []row) error { return writeRows(ctx, out, "", rows) }); err != nil {
		return err
	}
	return out.close(ctx)
}

func writeRows(ctx context.Context, out rowWriter, scope string, rows []row) error {
	for i := range rows {
		if err := out.add(ctx, scope, &rows[i]); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// onConflict adds to the rows of a corpus that was there before. A new one has
// none, and is written faster without the question.
func (w *corpusWriter) onConflict(set string) string {
	if !w.exists {
		return ""
	}
	return "ON CONFLICT DO UPDATE SET " + set
}
