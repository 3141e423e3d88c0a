package corpus

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// A batch is what goes from the reader to a worker: some records of one file.
type batch struct {
	file int
	path string
	*record.Block
}

// pipeline hands batches to workers, each with its own Counter. The reader is
// the goroutine that calls send.
type pipeline struct {
	work    chan batch
	workers []*worker
	before  []*worker // of earlier runs, whose counts are merged with these
	running sync.WaitGroup
	pending sync.WaitGroup // batches that were sent and are not counted yet
	waiting *waiting       // shared by the workers
}

// startPipeline starts the workers. Where one cannot go on, it calls fail.
func startPipeline(ctx context.Context, opt *Options, kept *checkpoint, progress *counts, fail func(error)) *pipeline {
	p := &pipeline{work: make(chan batch, opt.Workers), waiting: newWaiting(opt.Workers, opt.tableMemory())}
	if kept != nil {
		p.before = kept.before
	}
	for i := range opt.Workers {
		w := newWorker(opt, len(opt.Paths), progress)
		w.spill, w.waiting, w.number = kept.newSpill(opt), p.waiting, i
		p.workers = append(p.workers, w)
		p.running.Go(func() {
			for b := range p.work {
				if ctx.Err() == nil {
					if err := w.run(b); err != nil {
						fail(err)
					}
				}
				b.Release()
				p.pending.Done()
			}
		})
	}
	return p
}

// send hands a batch to a worker.
func (p *pipeline) send(ctx context.Context, b batch) error {
	p.pending.Add(1)
	select {
	case p.work <- b:
		return nil
	case <-ctx.Done():
		p.pending.Done()
		return context.Cause(ctx)
	}
}

// wait ends the workers and joins what they say of the files. Where one cannot go on
// with the last that waits, it calls fail.
func (p *pipeline) wait(ctx context.Context, fail func(error)) (accounts []Account, faults faultList) {
	close(p.work)
	p.running.Wait()
	p.countWaiting(ctx, fail)
	accounts = make([]Account, len(p.workers[0].accounts))
	for _, w := range p.workers {
		for i, a := range w.accounts {
			accounts[i].add(a)
		}
		faults = append(faults, w.faults...)
	}
	return accounts, faults
}

// countWaiting counts what waits when there is nothing else to do.
func (p *pipeline) countWaiting(ctx context.Context, fail func(error)) {
	p.waiting.share()
	for _, w := range p.workers {
		p.running.Go(func() {
			if ctx.Err() == nil {
				if err := w.countShare(); err != nil {
					fail(err)
				}
			}
		})
	}
	p.running.Wait()
}

// merge joins what the workers have counted.
func (p *pipeline) merge(memory int64) *merge {
	var counters []*Counter
	var spills []*spill
	for _, w := range slices.Concat(p.workers, p.before) {
		counters, spills = append(counters, w.counter), append(spills, w.spill)
	}
	return newMerge(counters, spills, memory)
}

// close lets go of the temporary files.
func (p *pipeline) close() {
	for _, w := range p.workers {
		w.spill.close()
	}
}

// counts are shared with the goroutine that reports progress.
type counts struct{ documents, rejected atomic.Int64 }

// worker compiles and counts documents.
type worker struct {
	opt      *Options
	counter  *Counter
	spill    *spill
	graph    graph.Graph
	fields   object    // memory of a record's
	waiting  *waiting  // documents that are recognized, by any worker
	number   int       // of the worker
	accounts []Account // by file
	faults   faultList
	progress *counts
}

func newWorker(opt *Options, files int, progress *counts) *worker {
	return &worker{
		opt: opt, counter: NewCounter(opt.Scopes, opt.Ordered), spill: &spill{dir: opt.Temp},
		waiting:  newWaiting(1, opt.tableMemory()),
		accounts: make([]Account, files), progress: progress,
	}
}

// run counts the documents of a batch. An error is one of the machine; those
// of records are counted.
func (w *worker) run(b batch) error {
	account := &w.accounts[b.file]
	before := account.Documents
	defer func() { w.progress.documents.Add(account.Documents - before) }()
	for rec, err := range b.Records() {
		account.Documents++
		account.Bytes += int64(len(rec.Data))
		if err == nil {
			err = w.document(rec, account)
		}
		if err != nil {
			w.reject(b, rec.Line, err)
		}
		if err := w.makeRoom(); err != nil {
			return err
		}
	}
	return w.countShare()
}

// memory is how many bytes the tables may take.
func (w *worker) memory() int64 { return w.opt.tableMemory() / int64(w.opt.Workers) }

// makeRoom empties the tables where they are full.
func (w *worker) makeRoom() error {
	if !w.counter.isFull(w.memory()) {
		return nil
	}
	return w.spill.write(w.counter)
}

// countShare counts those of the waiting problems that are this worker's.
func (w *worker) countShare() error {
	for _, p := range w.waiting.take(w.number) {
		w.graph.Reset()
		p.about.Compile(&w.graph)
		w.counter.add(&w.graph, p.about, p.input)
		if err := w.makeRoom(); err != nil {
			return err
		}
	}
	return nil
}

// reject counts a faulty record; its documents are counted by the caller.
func (w *worker) reject(b batch, line int, err error) {
	fault, ok := errors.AsType[*record.Fault](err)
	if !ok {
		fault = &record.Fault{Path: b.path, Line: line, Reason: err.Error()}
	}
	w.accounts[b.file].Rejected++
	w.progress.rejected.Add(1)
	w.faults.add(locatedFault{b.file, *fault})
}

// document counts one sound record; an error says why it is faulty all the same.
func (w *worker) document(rec record.Record, account *Account) error {
	doc, fields, err := w.opt.Fields.find(rec, w.fields)
	w.fields = fields
	if err != nil {
		return err
	}
	if !doc.mayHold(w.opt.Task) {
		account.Empty++
		return nil
	}
	if about, ok := doc.recognize(w.opt); ok {
		w.waiting.add(about)
		account.Compiled++
		account.FromTrace++
		return nil
	}
	about, fromTrace, err := w.compile(doc.decode())
	switch {
	case errors.Is(err, task.ErrNoSteps), errors.Is(err, task.ErrOtherTask):
		account.Empty++
		return nil
	case err != nil:
		return err
	}
	w.counter.Add(&w.graph, about)
	account.Compiled++
	if fromTrace {
		account.FromTrace++
	} else {
		account.FromInput++
	}
	return nil
}

// compile makes the graph of a document, from its steps or from its problem.
func (w *worker) compile(doc task.Document) (about task.Instance, fromTrace bool, err error) {
	w.graph.Reset()
	if w.opt.GraphFrom != FromInput {
		about, err = w.opt.Task.CompileTrace(&w.graph, doc)
		if w.opt.GraphFrom == FromTrace || !errors.Is(err, task.ErrNoSteps) || doc.Question == "" {
			return about, true, err
		}
		w.graph.Reset()
	}
	if about, err = w.problem(doc); err != nil {
		return nil, false, err
	}
	if about.Compile(&w.graph) == graph.None {
		return nil, false, task.ErrNoSteps
	}
	return about, false, nil
}

// problem is what a document is about: its question or, without one, what its
// steps say.
func (w *worker) problem(doc task.Document) (task.Instance, error) {
	if doc.Question != "" {
		return w.opt.Task.Parse(task.Problem{Question: doc.Question, Gold: doc.Text})
	}
	about, err := w.opt.Task.CompileTrace(&w.graph, doc)
	w.graph.Reset()
	return about, err
}
