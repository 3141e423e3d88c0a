package estimate

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/sampling"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// sample is all that was measured of one model on one task.
type sample struct {
	model, task string
	of          task.Task // nil: not among the tasks at hand
	seed        uint64
	examples    []observed
	corpora     []*corpusSample // in which any of the examples was looked up
}

// observed is an example with the model's responses to it.
type observed struct {
	input       string   // the task's canonical JSON: what the problem is
	graph       graphKey // of the algorithm that most of the responses used
	number      int      // of the graph among those of all samples
	size        string
	operations  int // of the task's own algorithm, as are
	depth       int
	width       int
	parallelism float64
	right, n    int // responses
	unread      int // of them: cut off, or without a readable answer

	gold      string
	worked    workedCounts
	outcomes  nodeOutcomes        // of the operation nodes
	responses []sampling.Response // those of the temperature that most have; nil: not loaded
	trees     []sampling.Tree     // of thoughts, of those responses

	parts stats.Cluster // of answers of several parts; N is 0 where they have one
}

// graphKey is the example of an observation as the database numbers it, with an
// algorithm: they name a graph.
type graphKey struct {
	example   int64
	algorithm string
}

// weights are c/n and 1 - c/n.
func (o *observed) weights() (right, wrong float64) {
	r := float64(o.right) / float64(o.n)
	return r, 1 - r
}

func (o *observed) cluster() stats.Cluster { return stats.Cluster{Right: o.right, N: o.n} }

// corpusSample is the coverage of examples, of all models, in one corpus.
type corpusSample struct {
	id        int64
	name      string
	task      string
	trained   map[string]int64         // training documents by size
	scopes    []string                 // in the order of the index
	coverage  map[string][]coverageRow // by scope and number of the graph
	documents []graphDocuments         // of the nodes, by number of the graph; nil: not loaded

	reference map[string]map[graphKey][]float32 // exposures of renamed problems by scope, graph and draw
}

type coverageRow struct {
	operations, seenNodes int
	exposure              float64
	minDocuments          int64
	sinkDocuments         int64
	seen                  bool
	there                 bool // else the graph was not looked up
}

// of is the coverage of an example under a scope, if it was looked up.
func (c *corpusSample) of(o *observed, scope string) (row coverageRow, ok bool) {
	if rows := c.coverage[scope]; rows != nil {
		row = rows[o.number]
	}
	return row, row.there
}

// sizes are the sizes of the examples, small ones first: by the mean number of
// operation nodes. Examples whose steps are not known have none.
func (s *sample) sizes() []string {
	sum, count := make(map[string]int), make(map[string]int)
	var sizes []string
	for i := range s.examples {
		e := &s.examples[i]
		if e.size == "" {
			continue
		}
		if count[e.size] == 0 {
			sizes = append(sizes, e.size)
		}
		sum[e.size] += e.operations
		count[e.size]++
	}
	slices.SortStableFunc(sizes, func(a, b string) int { return sum[a]*count[b] - sum[b]*count[a] })
	return sizes
}

// clusters are the responses of the examples that pass, an example a cluster.
func (s *sample) clusters(pass func(*observed) bool) []stats.Cluster {
	var clusters []stats.Cluster
	for i := range s.examples {
		if e := &s.examples[i]; pass(e) {
			clusters = append(clusters, e.cluster())
		}
	}
	return clusters
}

// loadSamples reads everything that was analyzed, by model and task. Responses
// to the same problem make one example, in whichever files they stand: as two
// examples they would count twice and make pairs with each other.
func loadSamples(ctx context.Context, db database.Querier, seed uint64) ([]*sample, error) {
	var samples []*sample
	numbers, once := make(graphNumbers), make(texts)
	err := database.EachRow(ctx, db, `SELECT w.model, w.task, e.input, w.example_id, w.algorithm, ifnull(w.size, ''), ifnull(e.operations, 0), ifnull(e.depth, 0), ifnull(e.width, 0), ifnull(e.parallelism, 0), w.right_responses, w.responses, w.unread,
		ifnull(w.right_parts, 0), ifnull(w.parts, 0)
		FROM example_weight w JOIN example e USING (example_id) ORDER BY w.model, w.task, w.example_id`, nil, func(rows *sql.Rows) error {
		var model, task string
		var o observed
		if err := rows.Scan(&model, &task, &o.input, &o.graph.example, &o.graph.algorithm, &o.size, &o.operations, &o.depth, &o.width, &o.parallelism, &o.right, &o.n, &o.unread, &o.parts.Right, &o.parts.N); err != nil {
			return err
		}
		o.graph.algorithm, o.size = once.once(o.graph.algorithm), once.once(o.size)
		o.number = numbers.of(o.graph)
		if last := len(samples) - 1; last < 0 || samples[last].model != model || samples[last].task != task {
			samples = append(samples, &sample{model: model, task: task, seed: seed})
		}
		s := samples[len(samples)-1]
		s.examples = append(s.examples, o)
		return nil
	})
	if err != nil {
		return nil, err
	}
	corpora, err := loadCorpora(ctx, db, numbers)
	if err != nil {
		return nil, err
	}
	for _, s := range samples {
		for _, c := range corpora {
			if c.task == s.task && slices.ContainsFunc(s.examples, func(o observed) bool { return c.lookedUp(&o) }) {
				s.corpora = append(s.corpora, c)
			}
		}
	}
	return samples, nil
}

// graphNumbers numbers the graphs of the observations of all samples, so that
// what is known of them can be kept in lists.
type graphNumbers map[graphKey]int

// of is the number of a graph, which is given one.
func (n graphNumbers) of(key graphKey) int {
	number, known := n[key]
	if !known {
		number = len(n)
		n[key] = number
	}
	return number
}

// loadCorpora reads the coverage of all examples.
func loadCorpora(ctx context.Context, db database.Querier, numbers graphNumbers) ([]*corpusSample, error) {
	var corpora []*corpusSample
	err := database.EachRow(ctx, db, "SELECT corpus_id, name, task FROM corpus ORDER BY corpus_id", nil, func(rows *sql.Rows) error {
		c := &corpusSample{trained: make(map[string]int64), coverage: make(map[string][]coverageRow)}
		corpora = append(corpora, c)
		return rows.Scan(&c.id, &c.name, &c.task)
	})
	if err != nil {
		return nil, err
	}
	for _, c := range corpora {
		if err := c.load(ctx, db, numbers); err != nil {
			return nil, err
		}
	}
	return corpora, nil
}

func (c *corpusSample) load(ctx context.Context, db database.Querier, numbers graphNumbers) error {
	err := database.EachRow(ctx, db, "SELECT size, documents FROM corpus_size WHERE corpus_id = ?", []any{c.id}, func(rows *sql.Rows) error {
		var size string
		var documents int64
		err := rows.Scan(&size, &documents)
		c.trained[size] = documents
		return err
	})
	if err != nil {
		return err
	}
	err = database.EachRow(ctx, db, `SELECT scope, example_id, algorithm, operations, seen_nodes, mean_log_documents, min_documents, sink_documents, seen
		FROM example_coverage WHERE corpus_id = ?`, []any{c.id}, func(rows *sql.Rows) error {
		var scope string
		var of graphKey
		var r coverageRow
		if err := rows.Scan(&scope, &of.example, &of.algorithm, &r.operations, &r.seenNodes, &r.exposure, &r.minDocuments, &r.sinkDocuments, &r.seen); err != nil {
			return err
		}
		if c.coverage[scope] == nil {
			c.coverage[scope] = make([]coverageRow, len(numbers))
			c.scopes = append(c.scopes, scope)
		}
		if number, ok := numbers[of]; ok {
			r.there = true
			c.coverage[scope][number] = r
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(c.scopes, compareScopes)
	return c.loadReference(ctx, db)
}

// lookedUp reports whether an example was looked up in this corpus: an analysis
// may name the corpora.
func (c *corpusSample) lookedUp(o *observed) bool {
	if len(c.scopes) == 0 {
		return false
	}
	_, ok := c.of(o, c.scopes[0])
	return ok
}

// compareScopes orders scopes from the narrowest to the widest, then shape.
func compareScopes(a, b string) int {
	rank := func(name string) int {
		scope, err := graph.ParseScope(name)
		switch {
		case err != nil || scope == graph.Shape():
			return graph.MaxHops + 2
		case scope == graph.Full():
			return graph.MaxHops + 1
		}
		return scope.Depth(graph.MaxHops)
	}
	return rank(a) - rank(b)
}

// loadReference reads what coverage renamed problems have.
func (c *corpusSample) loadReference(ctx context.Context, db database.Querier) error {
	c.reference = make(map[string]map[graphKey][]float32)
	return database.EachRow(ctx, db, "SELECT scope, example_id, algorithm, exposures FROM reference_coverage WHERE corpus_id = ?", []any{c.id}, func(rows *sql.Rows) error {
		var scope, exposures string
		var of graphKey
		if err := rows.Scan(&scope, &of.example, &of.algorithm, &exposures); err != nil {
			return err
		}
		if c.reference[scope] == nil {
			c.reference[scope] = make(map[graphKey][]float32)
		}
		var drawn []float32
		err := json.Unmarshal([]byte(exposures), &drawn)
		c.reference[scope][of] = drawn
		return err
	})
}
