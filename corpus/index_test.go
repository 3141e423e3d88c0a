package corpus

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// The figures of the issue, counted on string terms outside of this program;
// and the same from one worker as from many.
func TestIndexPublishedFiles(t *testing.T) {
	if raceDetector {
		t.Skip("takes a minute under the race detector; other tests run many workers")
	}
	files := tasktest.Data(t, publishedFiles)
	dir := t.TempDir()
	many, one := filepath.Join(dir, "many.db"), filepath.Join(dir, "one.db")
	report := mustIndex(t, many, func(opt *Options) { opt.Workers = 5 }, files...)
	if report.Total.Compiled != 13_891 || report.Total.Rejected != 0 || report.Total.FromTrace != 13_891 || report.Nodes != 400_595 {
		t.Errorf("account %+v, %d nodes", report.Total, report.Nodes)
	}
	want := []string{
		"full 89757 338132 400595",
		"hop2 57223 336714 400595",
		"shape 2324 154171 400595",
		"step 50458 332066 400595",
	}
	got := query(t, many, "SELECT scope, count(*), sum(documents), sum(occurrences) FROM subgraph GROUP BY scope ORDER BY scope")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"full": 89757, "hop2": 57223, "shape": 2324, "step": 50458}, report.Distinct); diff != "" {
		t.Error(diff)
	}
	mustIndex(t, one, func(opt *Options) { opt.Workers = 1 }, files...)
	a, b := dump(t, one), dump(t, many)
	for table := range dumped {
		if !slices.Equal(a[table], b[table]) {
			t.Errorf("one worker and five make different rows in %s", table)
		}
	}
}

// Every row of subgraph, corpus_input and corpus_size, against the twin that
// counts terms.
func TestIndexAgreesWithTheTwin(t *testing.T) {
	records := slices.Concat(scratchpads(t, 1, 15, "2x2"), scratchpads(t, 2, 10, "1x3"), scratchpads(t, 3, 5, "3x1"))
	records = append(records, records[3], records[20], records[20]) // problems that come again
	for _, ordered := range []bool{false, true} {
		path := inDir(t, "a.db")
		mustIndex(t, path, func(opt *Options) { opt.Ordered, opt.Scopes, opt.Workers = ordered, countedScopes(), 3 },
			writeFile(t, inDir(t, "a.jsonl"), records...))

		var graphs []*graph.Graph
		inputs, sizes := make(map[string]int), make(map[string]int)
		for _, record := range records {
			doc, err := Fields{}.Document(jsonOf(record))
			if err != nil {
				t.Fatal(err)
			}
			g := new(graph.Graph)
			about, err := multiplication.Task{}.CompileTrace(g, doc)
			if err != nil {
				t.Fatal(err)
			}
			graphs = append(graphs, g)
			inputs[graph.FingerprintText(about.Input()).String()]++
			sizes[about.Size()]++
		}
		var want []string
		fingerprinter := graph.NewFingerprinter(countedScopes(), ordered)
		for i, s := range twinScopes {
			counts := s.countTwin(graphs, ordered)
			for _, g := range graphs {
				fingerprinter.Compute(g)
				for v := range graph.Node(g.Len()) {
					term := s.term(g, v, 0, ordered)
					if c, left := counts[term]; left && !g.IsSource(v) {
						want = append(want, fmt.Sprintf("1 %v %v %s %d %d %d %d", s.scope, fingerprinter.At(i, v), c.op, c.depth, c.nodes, c.documents, c.occurrences))
						delete(counts, term)
					}
				}
			}
		}
		slices.Sort(want)
		got := dump(t, path)
		if diff := cmp.Diff(want, got["subgraph"]); diff != "" {
			t.Errorf("ordered %v: %s", ordered, diff)
		}
		if want := []string{"1 1x3 12", "1 2x2 16", "1 3x1 5"}; !slices.Equal(got["corpus_size"], want) {
			t.Errorf("sizes %q, want %q", got["corpus_size"], want)
		}
		var problems []string
		for input, n := range inputs {
			problems = append(problems, fmt.Sprintf("1 %s %d", input, n))
		}
		slices.Sort(problems)
		if diff := cmp.Diff(problems, got["corpus_input"]); diff != "" {
			t.Error(diff)
		}
	}
}

// Two files in two runs are two files in one.
func TestIndexAddsToACorpus(t *testing.T) {
	faulty, other := "{", jsonRecord(t, "question", "Who?", "answer", "Me.")
	a := writeFile(t, inDir(t, "a.jsonl"), append(scratchpads(t, 1, 40, "2x2"), faulty, other)...)
	b := writeFile(t, inDir(t, "b.jsonl"), append(scratchpads(t, 2, 40, "3x2"), faulty, other, other)...)
	bear := func(opt *Options) { opt.MaxRejects = RejectLimit{Count: 2} }
	once, twice := inDir(t, "once.db"), inDir(t, "twice.db")
	mustIndex(t, once, bear, a, b)
	first := mustIndex(t, twice, bear, a)
	second := mustIndex(t, twice, bear, b)
	if diff := cmp.Diff(dump(t, once), dump(t, twice)); diff != "" {
		t.Error(diff)
	}
	if first.Total.Documents != 42 || second.Total.Documents != 43 {
		t.Errorf("documents %d and %d, each of its own run", first.Total.Documents, second.Total.Documents)
	}
	if got := query(t, twice, "SELECT name, task, documents, compiled, empty, rejected FROM corpus"); !slices.Equal(got, []string{"multiplication multiplication 85 80 3 2"}) {
		t.Errorf("corpus %q", got)
	}
}

// The number of nodes of a sub-graph is the smallest of all runs, in either
// order: 8 from one 4 used twice has fewer than 8 from two.
func TestIndexKeepsTheSmallestNumberOfNodes(t *testing.T) {
	shared, unfolded := new(graph.Graph), new(graph.Graph)
	two := shared.Source(graph.Name("a"), "2")
	four := shared.Add("add", graph.Name("b"), "4", two, two)
	shared.Add("add", graph.Name("c"), "8", four, four)
	for i := range graph.Node(2) {
		s := unfolded.Source(graph.Indexed("a", int(i)), "2")
		r := unfolded.Source(graph.Indexed("d", int(i)), "2")
		unfolded.Add("add", graph.Indexed("b", int(i)), "4", s, r)
	}
	unfolded.Add("add", graph.Name("c"), "8", 2, 5)
	graphs := map[string]*graph.Graph{"shared": shared, "unfolded": unfolded}
	for _, order := range [][]string{{"shared", "unfolded"}, {"unfolded", "shared"}} {
		path := inDir(t, "a.db")
		for _, name := range order {
			mustIndex(t, path, func(opt *Options) { opt.Task, opt.Scopes = fixed{graphs: graphs}, []graph.Scope{graph.Full()} },
				writeFile(t, inDir(t, name+".jsonl"), jsonRecord(t, "text", name)))
		}
		// By hand: the sub-graph of 8 has 3 nodes or 7, that of a 4 has 2 or 3.
		got := query(t, path, "SELECT depth, nodes, documents, occurrences FROM subgraph ORDER BY depth")
		if want := []string{"1 2 2 3", "2 3 2 2"}; !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", order, got, want)
		}
	}
}

// An op may be so long that its row does not fit on a page.
func TestIndexLongOps(t *testing.T) {
	long := graph.Op(strings.Repeat("o", 5000))
	g := new(graph.Graph)
	g.Add(long, graph.Name("b"), "4", g.Source(graph.Name("a"), "2"))
	path := inDir(t, "a.db")
	mustIndex(t, path, func(opt *Options) { opt.Task = fixed{graphs: map[string]*graph.Graph{"long": g}} },
		writeFile(t, inDir(t, "a.jsonl"), jsonRecord(t, "text", "long")))
	if got := query(t, path, "SELECT op, count(*) FROM subgraph"); !slices.Equal(got, []string{string(long) + " 4"}) {
		t.Errorf("%.60q", got)
	}
}

// fixed compiles documents that name a graph.
type fixed struct {
	multiplication.Task
	graphs map[string]*graph.Graph
}

func (fixed) MayCompile(_, _ task.Written) bool { return true }

func (f fixed) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	from := f.graphs[doc.Text]
	for v := range graph.Node(from.Len()) {
		if from.IsSource(v) {
			g.Source(from.Label(v), from.Value(v))
			continue
		}
		g.Add(from.Op(v), from.Label(v), from.Value(v), from.Args(v)...)
	}
	return problem{input: doc.Text, size: "1"}, nil
}

func TestIndexSeveralCorpora(t *testing.T) {
	a, b := corpusFile(t, 1, 20, "2x2"), corpusFile(t, 2, 20, "2x2")
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, a)
	before := dump(t, path)
	mustIndex(t, path, func(opt *Options) { opt.Corpus = "größer 2" }, a, b) // a file may be in both
	if got := query(t, path, "SELECT corpus_id, name, documents FROM corpus"); !slices.Equal(got, []string{"1 multiplication 20", "2 größer 2 40"}) {
		t.Errorf("corpora %q", got)
	}
	if diff := cmp.Diff(before["subgraph"], query(t, path, "SELECT * FROM subgraph WHERE corpus_id = 1 ORDER BY scope, fingerprint")); diff != "" {
		t.Errorf("the first corpus changed: %s", diff)
	}
	alone := inDir(t, "b.db")
	mustIndex(t, alone, nil, a, b)
	const columns = "SELECT scope, fingerprint, op, depth, nodes, documents, occurrences FROM subgraph WHERE corpus_id = "
	if diff := cmp.Diff(query(t, alone, columns+"1"), query(t, path, columns+"2")); diff != "" {
		t.Errorf("the second corpus is not what it is alone: %s", diff)
	}
}

func TestIndexRefusesOtherOptions(t *testing.T) {
	a, b := corpusFile(t, 1, 20, "2x2"), corpusFile(t, 2, 20, "2x2")
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, a)
	before := dump(t, path)
	for name, test := range map[string]struct {
		set  change
		says []string
	}{
		"ordered":         {func(opt *Options) { opt.Ordered = true }, []string{"ordered = false", "--ordered", "true", "another --db"}},
		"fewer scopes":    {func(opt *Options) { opt.Scopes = []graph.Scope{graph.Full()} }, []string{"scopes = step,hop2,full,shape", "--scopes", "another --db"}},
		"more scopes":     {func(opt *Options) { opt.Scopes = append(graph.DefaultScopes(), graph.Hop(3)) }, []string{"step,hop2,hop3,full,shape"}},
		"a scope twice":   {func(opt *Options) { opt.Scopes = append(graph.DefaultScopes(), graph.Full()) }, []string{"a scope is named twice"}},
		"another task":    {func(opt *Options) { opt.Task, opt.Corpus = named{name: "other"}, "multiplication" }, []string{"of the task multiplication, not other", "--corpus"}},
		"unknown sources": {func(opt *Options) { opt.GraphFrom = "both" }, []string{`"both"`, "use trace or input"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := index(t, path, test.set, b)
			wantError(t, err, test.says...)
			if diff := cmp.Diff(before, dump(t, path)); diff != "" {
				t.Error(diff)
			}
		})
	}
	mustIndex(t, path, func(opt *Options) { // the same scopes in another order
		opt.Scopes = []graph.Scope{graph.Shape(), graph.Hop(2), graph.Full(), graph.Hop(1)}
	}, b)
}

// named is multiplication under another name.
type named struct {
	multiplication.Task
	name string
}

func (n named) Name() string { return n.name }

func TestIndexReadsStandardInput(t *testing.T) {
	records := scratchpads(t, 1, 30, "2x2")
	text := strings.Join(records, "\n")
	fromFile, fromStdin, fromFS := inDir(t, "a.db"), inDir(t, "b.db"), inDir(t, "c.db")
	mustIndex(t, fromFile, nil, writeFile(t, inDir(t, "a.jsonl"), records...))
	report := mustIndex(t, fromStdin, func(opt *Options) { opt.Stdin, opt.SkipBadFiles = bytes.NewReader([]byte(text)), true }, "-")
	if a := report.Files[0]; a.Path != "-" || a.Documents != 30 || a.Format != "jsonl" || a.SHA256 == "" || a.Size != int64(len(text)) {
		t.Errorf("account %+v", a)
	}
	mustIndex(t, fromFS, func(opt *Options) { opt.FS, opt.SkipBadFiles = fstest.MapFS{"in/a.jsonl": {Data: []byte(text)}}, true }, "in/a.jsonl")
	want := dump(t, fromFile)["subgraph"]
	for _, path := range []string{fromStdin, fromFS} {
		if diff := cmp.Diff(want, dump(t, path)["subgraph"]); diff != "" {
			t.Error(diff)
		}
	}
	_, err := index(t, inDir(t, "d.db"), nil, "-")
	wantError(t, err, "-: there is no standard input")
}
