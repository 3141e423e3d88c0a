package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/zeebo/xxh3"

	"github.com/graphcov/graphcov/corpus/record"
)

// refusal is the error of a checkpoint that is of another run than this one.
type refusal struct{ reason, dir string }

func (r *refusal) Error() string {
	return fmt.Sprintf("%s; or delete %s to start afresh", r.reason, r.dir)
}

// openCheckpoint finds the checkpoint of an earlier run, if there is one, and
// whether this run can go on from there. One that is damaged is given up.
func openCheckpoint(ctx context.Context, into *corpusWriter) (*checkpoint, error) {
	opt, dir := into.opt, into.opt.checkpointDir
	if !opt.Resume {
		if _, err := os.Stat(dir); err == nil {
			opt.note("%s holds what an interrupted run has counted; it is used with --resume only", dir)
		}
		return nil, nil
	}
	c := &checkpoint{opt: opt, dir: dir, last: time.Now()}
	now, err := into.stamp(ctx)
	if err != nil {
		return nil, err
	}
	found, err := readManifest(dir)
	if err == nil && found != nil {
		if err := c.compare(found, now); err != nil {
			return nil, err
		}
		if c.kept = *found; found.isIn(now) {
			return c, nil
		}
		c.kept.Finished = nil
		err = c.restore(ctx)
	}
	if ctx.Err() != nil {
		c.close()
		return nil, context.Cause(ctx)
	}
	if err != nil {
		opt.note("the checkpoint %s cannot be used, so that all files are read again: %v", dir, err)
		c.close()
		c.before = nil
		c.kept = manifest{}
		if err := c.removeFiles(func(string) bool { return true }); err != nil {
			return nil, fmt.Errorf("checkpoint %s: %w; delete it", dir, err)
		}
	}
	if len(c.kept.Files) > 0 {
		opt.note("%d of %d files were counted by an earlier run and are not read again, only compared", len(c.kept.Files), len(opt.Paths))
	}
	c.kept.Settings, c.kept.Before = opt.settings(), now
	return c, c.tidy()
}

// compare refuses a checkpoint that this run cannot go on from.
func (c *checkpoint) compare(m *manifest, now string) error {
	for i, s := range c.opt.settings() {
		switch {
		case i >= len(m.Settings) || m.Settings[i].Name != s.Name:
			return &refusal{"it is of another version of graphcov: use that", c.dir}
		case m.Settings[i].Value != s.Value:
			return &refusal{fmt.Sprintf("%s holds what was counted with %s %q, and now it is %q: use the same", c.dir, s.Name, m.Settings[i].Value, s.Value), c.dir}
		}
	}
	if m.isIn(now) {
		same := slices.EqualFunc(m.Finished.Report.Files, c.opt.Paths, func(a Account, path string) bool { return a.Path == path })
		if !same {
			return &refusal{fmt.Sprintf("the run that %s was made by has come to its end, with other files: give the same to see its account", c.dir), c.dir}
		}
		return nil
	}
	if m.Before != now {
		return &refusal{fmt.Sprintf("corpus %q has changed since %s was made: use a database as it was then", c.opt.Corpus, c.dir), c.dir}
	}
	rest := m.Files
	for _, path := range c.opt.Paths {
		if len(rest) > 0 && rest[0].Path == path {
			rest = rest[1:]
		}
	}
	if len(rest) > 0 {
		return &refusal{fmt.Sprintf("%s was counted and is kept in %s, but is not given now, or in another place: give all files in the same order", rest[0].Path, c.dir), c.dir}
	}
	return nil
}

// restore opens what earlier runs have counted.
func (c *checkpoint) restore(ctx context.Context) error {
	for i := range c.kept.Parts {
		p := &c.kept.Parts[i]
		w := &worker{opt: c.opt, counter: NewCounter(c.opt.Scopes, c.opt.Ordered)}
		w.counter.documents, w.counter.nodes, w.counter.sizes = p.Documents, p.Nodes, p.Sizes
		w.counter.kinds = nil
		for _, k := range p.Kinds {
			w.counter.kinds = append(w.counter.kinds, kind{k.Op, k.Depth})
		}
		var err error
		if w.spill, err = openSpill(ctx, filepath.Join(c.dir, p.File), p, len(w.counter.tables)); err != nil {
			return err
		}
		c.before = append(c.before, w)
	}
	return nil
}

// openSpill opens a file of runs, and compares it with its checksum.
func openSpill(ctx context.Context, path string, p *keptPart, tables int) (_ *spill, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			file.Close()
		}
	}()
	s := &spill{file: file, end: p.length(), sum: xxh3.New()}
	from := int64(0)
	for _, ends := range p.Runs {
		if len(ends) != tables {
			return nil, errManifestDamaged
		}
		var r run
		for _, to := range ends {
			r = append(r, section{from, to})
			from = to
		}
		s.runs = append(s.runs, r)
	}
	stop := context.AfterFunc(ctx, func() { file.Close() })
	defer stop()
	n, err := io.Copy(s.sum, io.LimitReader(file, s.end))
	switch {
	case err != nil:
		return nil, err
	case n < s.end:
		return nil, fmt.Errorf("%s is cut short", path)
	case hexSum(s.sum.Sum128()) != p.Checksum:
		return nil, fmt.Errorf("%s is damaged", path)
	}
	return s, nil
}

// close lets go of the files.
func (c *checkpoint) close() {
	if c == nil {
		return
	}
	for _, w := range c.before {
		w.spill.close()
	}
}

// kept is the file that comes next of those that are kept, if it is that path.
func (r *indexRun) kept(path string) (keptFile, bool) {
	if r.checkpoint == nil || r.taken == len(r.checkpoint.kept.Files) {
		return keptFile{}, false
	}
	f := r.checkpoint.kept.Files[r.taken]
	return f, f.Path == path
}

// take is what file is for a file that an earlier run has counted.
func (r *indexRun) take(ctx context.Context, number int, f keptFile) error {
	r.taken++
	sum, err := await(ctx, func() (string, error) { return record.Hash(f.Path, record.KindOf(f.SHA256)) })
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	case err != nil || sum != f.SHA256:
		return &refusal{fmt.Sprintf("%s is another file than the one whose counts are kept in %s: give that", f.Path, r.checkpoint.dir), r.checkpoint.dir}
	}
	for _, fault := range f.Faults {
		r.faults.add(locatedFault{number, fault})
	}
	r.progress.documents.Add(f.Documents)
	r.progress.rejected.Add(f.Rejected)
	r.position.end(f.Size)
	if f.Documents == 0 {
		return nil
	}
	return r.into.refuseTwice(f.Account)
}

// keep makes a checkpoint where it is time for one.
func (r *indexRun) keep(ctx context.Context, p *pipeline) error {
	c, last := r.checkpoint, r.report.Files[len(r.report.Files)-1]
	if c == nil || r.taken < len(c.kept.Files) {
		return nil
	}
	if !r.canReadTwice(last.Path) {
		c.unkept = true
	}
	if !c.due() {
		return nil
	}
	p.pending.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	accounts, faults := slices.Clone(r.report.Files), slices.Clone(r.faults)
	for _, w := range p.workers {
		for i := range accounts {
			accounts[i].add(w.accounts[i])
		}
		faults = append(faults, w.faults...)
	}
	faults.trim()
	if err := c.keep(p.workers, accounts, faults); err != nil {
		return err
	}
	r.taken = len(c.kept.Files)
	return nil
}
