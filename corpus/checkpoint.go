package corpus

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zeebo/xxh3"
)

// DefaultCheckpoint is about how much work a run with Options.Resume may lose.
const DefaultCheckpoint = time.Minute

// checkpoint keeps in a directory what was counted of the files that are
// complete: the runs of all Counters, and a manifest of them. Runs that no
// manifest names are void. Nothing of it is touched but by the run that may
// write to the database. A nil checkpoint keeps nothing.
type checkpoint struct {
	opt    *Options
	dir    string
	kept   manifest  // as it was last written
	before []*worker // of earlier runs, with what they had counted
	last   time.Time // when it was written
	took   time.Duration
	unkept bool // something was counted that cannot be read again
}

// errFinished ends a run that was committed before.
var errFinished = errors.New("the run has come to its end before")

// isFinished reports whether the run is in the database already: an earlier
// process was stopped between its commit and its end.
func (c *checkpoint) isFinished() bool { return c != nil && c.kept.Finished != nil }

// due reports whether it is time to keep what was counted. Where that takes
// long, it is done the less often.
func (c *checkpoint) due() bool {
	return !c.unkept && (c.opt.everyFile || time.Since(c.last) >= c.opt.Checkpoint+10*c.took)
}

// newSpill is a spill for a worker of this run.
func (c *checkpoint) newSpill(opt *Options) *spill {
	if c == nil {
		return &spill{dir: opt.Temp}
	}
	return &spill{dir: c.dir, sum: xxh3.New(), create: func() (*os.File, error) {
		if err := c.makeDir(); err != nil {
			return nil, err
		}
		return os.CreateTemp(c.dir, runsPrefix+"*")
	}}
}

func (c *checkpoint) makeDir() error {
	switch err := os.Mkdir(c.dir, 0o777); {
	case errors.Is(err, os.ErrExist):
		return nil
	case err != nil:
		return err
	}
	syncDirectory(filepath.Dir(c.dir))
	return nil
}

// keep makes the checkpoint of all files so far. The workers are idle.
func (c *checkpoint) keep(workers []*worker, accounts []Account, faults faultList) error {
	start := time.Now()
	if err := c.write(workers, accounts, faults); err != nil {
		return fmt.Errorf("checkpoint %s: %w; make room, or run without --resume", c.dir, err)
	}
	c.last = time.Now()
	c.took = c.last.Sub(start)
	return nil
}

func (c *checkpoint) write(workers []*worker, accounts []Account, faults faultList) error {
	m := manifest{Settings: c.kept.Settings, Before: c.kept.Before}
	for i, a := range accounts {
		if a.Skipped != "" { // it may be mended until the next run
			continue
		}
		f := keptFile{Account: a}
		for _, fault := range faults {
			if fault.file == i {
				f.Faults = append(f.Faults, fault.Fault)
			}
		}
		m.Files = append(m.Files, f)
	}
	if err := c.makeDir(); err != nil {
		return err
	}
	workers[0].waiting.share()
	for _, w := range workers {
		if err := w.countShare(); err != nil {
			return err
		}
		if w.counter.current > 0 {
			if err := w.spill.writeRun(w.counter); err != nil {
				return err
			}
			w.counter.reset()
		}
		if w.spill.file != nil {
			if err := w.spill.file.Sync(); err != nil {
				return err
			}
		}
	}
	for _, w := range slices.Concat(c.before, workers) {
		if w.spill.file != nil {
			m.Parts = append(m.Parts, w.keep())
		}
	}
	if err := writeManifest(c.dir, &m); err != nil {
		return err
	}
	c.kept = m
	return nil
}

// keep is what the manifest says of what a worker has counted and spilled.
func (w *worker) keep() keptPart {
	p := keptPart{
		File: filepath.Base(w.spill.file.Name()), Checksum: hexSum(w.spill.sum.Sum128()),
		Documents: w.counter.documents, Nodes: w.counter.nodes, Sizes: maps.Clone(w.counter.sizes), // which goes on growing
	}
	for _, r := range w.spill.runs {
		var ends []int64
		for _, s := range r {
			ends = append(ends, s.to)
		}
		p.Runs = append(p.Runs, ends)
	}
	for _, k := range w.counter.kinds {
		p.Kinds = append(p.Kinds, keptKind{k.op, k.depth})
	}
	return p
}

// finish keeps in mind that everything has been written to the database and
// only has to be committed: who stops between that and the end of the run
// must not count it all again.
func (c *checkpoint) finish(ctx context.Context, into *corpusWriter, report Report) error {
	if c == nil {
		return nil
	}
	after, err := into.stamp(ctx)
	if err != nil {
		return err
	}
	m := c.kept
	m.Finished = &finished{after, report}
	if err = c.makeDir(); err == nil {
		err = writeManifest(c.dir, &m)
	}
	if err != nil {
		return fmt.Errorf("checkpoint %s: %w; make room, or run without --resume", c.dir, err)
	}
	return nil
}

// end puts the directory in order after the run: all of it goes after a
// success; after a failure what the next run can go on with stays. Where
// everything was read and nothing was found, the next one has other options.
func (c *checkpoint) end(report *Report, err error) error {
	if _, refused := errors.AsType[*refusal](err); c == nil || refused {
		return err
	}
	nothing := len(report.Files) == len(c.opt.Paths) && report.Total.Compiled == 0
	if err == nil || nothing || len(c.kept.Files) == 0 {
		c.remove()
		return err
	}
	if tidy := c.tidy(); tidy != nil {
		c.opt.note("checkpoint %s: %v", c.dir, tidy)
	}
	return &KeptError{Err: err, Files: len(c.kept.Files), All: len(c.opt.Paths), Dir: c.dir}
}

// tidy removes what no manifest names.
func (c *checkpoint) tidy() (err error) {
	for _, p := range c.kept.Parts {
		err = errors.Join(err, os.Truncate(filepath.Join(c.dir, p.File), p.length()))
	}
	return errors.Join(err, c.removeFiles(func(name string) bool {
		return !slices.ContainsFunc(c.kept.Parts, func(p keptPart) bool { return p.File == name })
	}))
}

// remove removes the directory, and with it nothing that is not graphcov's.
// The manifest comes last: until then it says that the run is finished.
func (c *checkpoint) remove() {
	err := c.removeFiles(func(string) bool { return true })
	if err == nil {
		err = ignoreAbsent(os.Remove(filepath.Join(c.dir, manifestName)))
	}
	if err == nil {
		err = ignoreAbsent(os.Remove(c.dir))
	}
	if err != nil {
		c.opt.note("the checkpoint is not needed any more: %v; delete %s", err, c.dir)
	}
}

// removeFiles removes files of runs, and what is left of a manifest that was
// being written.
func (c *checkpoint) removeFiles(which func(name string) bool) error {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return ignoreAbsent(err)
	}
	for _, e := range entries {
		ours := strings.HasPrefix(e.Name(), runsPrefix) || strings.HasPrefix(e.Name(), manifestName+"-")
		if ours && which(e.Name()) {
			err = errors.Join(err, ignoreAbsent(os.Remove(filepath.Join(c.dir, e.Name()))))
		}
	}
	return err
}

func ignoreAbsent(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// KeptError is why a run with Options.Resume failed, and says what is kept of it.
type KeptError struct {
	Err        error
	Files, All int    // how many files are kept, of how many
	Dir        string // where
}

// Kept is a sentence on what is kept.
func (e *KeptError) Kept() string {
	return fmt.Sprintf("the counts of %d of %d files are kept in %s: the same command goes on after them", e.Files, e.All, e.Dir)
}

func (e *KeptError) Error() string { return e.Err.Error() + "; " + e.Kept() }

// Unwrap gives the reason.
func (e *KeptError) Unwrap() error { return e.Err }
