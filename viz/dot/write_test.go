package dot

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
)

// graphviz runs dot on a source. Where it is not installed the test is skipped.
func graphviz(t *testing.T, format, source string) string {
	t.Helper()
	program, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed (apt-get install graphviz): what it makes of the picture is not tested")
	}
	run := exec.CommandContext(t.Context(), program, "-T"+format)
	run.Stdin = strings.NewReader(source)
	var out, said bytes.Buffer
	run.Stdout, run.Stderr = &out, &said
	if err := run.Run(); err != nil || said.Len() > 0 {
		t.Errorf("dot -T%s: %v: %.500s", format, err, said.String())
	}
	return out.String()
}

// Every size of every task is drawn as it comes, with every node in the picture,
// and Graphviz has nothing to complain of.
func TestGraphvizDrawsEveryTask(t *testing.T) {
	eachInstance(t, func(t *testing.T, g *graph.Graph) {
		d := drawn(t, g, Options{})
		svg := graphviz(t, "svg", written(t, d))
		for _, n := range d.Nodes {
			if !strings.Contains(svg, `id="`+n.ID+`"`) {
				t.Errorf("%s is not in the picture", n.Label)
			}
		}
		all := drawn(t, g, Options{FoldAbove: -1})
		source := written(t, all)
		if got := strings.Count(source, "->"); got != g.Edges() || len(all.Nodes) != g.Len() {
			t.Errorf("%d nodes and %d edges drawn of %d and %d", len(all.Nodes), got, g.Len(), g.Edges())
		}
		graphviz(t, "canon", source) // parses it all and skips the layout, which takes seconds at 20x20
	})
}

// The library keeps everything in maps. Whatever their order, the bytes are the
// same, folded or not.
func TestWriteIsStable(t *testing.T) {
	g := compiled(instance(t, "987654 x 123456"))
	for _, fold := range []int{-1, 1} {
		first := written(t, drawn(t, g, Options{FoldAbove: fold}))
		for range 20 {
			if again := written(t, drawn(t, g, Options{FoldAbove: fold})); again != first {
				t.Fatalf("FoldAbove %d: two pictures of one graph differ", fold)
			}
		}
	}
}

func TestGolden(t *testing.T) {
	problem := instance(t, "12 x 84")
	bare := drawn(t, compiled(problem), Options{})
	bare.Title = problem.Question()
	golden(t, "12x84.dot", written(t, bare))

	folded := drawn(t, compiled(problem), Options{FoldAbove: 1})
	golden(t, "folded.dot", written(t, folded))

	db := analyzed(t, []string{"12 x 84", "12 x 4", "21 x 8"}, "12 x 84", wrong(t))
	golden(t, "response.dot", written(t, load(t, db, 1, Options{Response: 1})))
	golden(t, "focus.dot", written(t, load(t, db, 1, Options{Response: 1, Focus: "partial[1]", Depth: 2, Scope: "step"})))
}

// htmlLabel finds the labels that are XML.
var htmlLabel = regexp.MustCompile(`(?s)label=<(.*?)>[,;\]]`)

// Texts from anywhere make a picture that Graphviz can read.
func hostile() []string {
	return []string{`"`, `\`, `\N\G`, "<b>", "&amp;", "]]>", "a\nb", "\x00\xff", "[", "x[", "x[]", "a[1,", "=<>[", strings.Repeat("ж", 300), ">,", "--", "}"}
}

func hostileDrawing(text string) Drawing {
	g := new(graph.Graph)
	source := g.Source(graph.ParseLabel(text), text)
	g.Add(graph.Op("op"+text), graph.ParseLabel(text+"'"), text, source)
	d, _ := FromGraph(g, Options{})
	given, documents := text, int64(3)
	d.Title, d.Notes, d.Focus, d.Corpus, d.Scope = text, []string{text}, text, text, text
	d.Counts, d.Documents = []Count{{text, text, 1, 1}}, []string{text}
	d.Nodes[1].Given, d.Nodes[1].Outcome, d.Nodes[1].Documents = &given, outcome.Outcome(text), &documents
	d.Clusters = []Cluster{{text, []string{d.Nodes[1].ID}}}
	return d
}

func TestGraphvizReadsHostileTexts(t *testing.T) {
	for _, text := range hostile() {
		graphviz(t, "svg", written(t, hostileDrawing(text)))
	}
}

func FuzzWrite(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := hostileDrawing(text)
		l := layout{d: &d, classes: Classes(), styles: Styles()}
		labels := []string{header(&d, l.classes, l.styles)}
		for i := range d.Nodes {
			labels = append(labels, l.label(&d.Nodes[i], plain))
		}
		for _, label := range labels {
			decoder := xml.NewDecoder(strings.NewReader("<label>" + label + "</label>"))
			for {
				_, err := decoder.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%q: the label is no XML: %v\n%s", text, err, label)
				}
			}
		}
		if source := written(t, d); htmlLabel.FindString(source) == "" {
			t.Errorf("%q: no label in the picture", text)
		}
	})
}

func TestWriteRefusesAnEdgeToNowhere(t *testing.T) {
	err := Write(io.Discard, Drawing{Nodes: []Node{{ID: "a"}}, Edges: []Edge{{"a", "b"}}})
	if err == nil || !strings.Contains(err.Error(), `"b"`) {
		t.Errorf("%v, want an error that names the missing end", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteReportsFailure(t *testing.T) {
	if err := Write(full{}, Drawing{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Error(err)
	}
}

func TestRender(t *testing.T) {
	d := drawn(t, compiled(instance(t, "2 x 4")), Options{})
	if err := Render(t.Context(), io.Discard, d, "gif"); err == nil || !strings.Contains(err.Error(), "svg, png, pdf") {
		t.Errorf("of an unknown format: %v", err)
	}
	graphviz(t, "canon", "digraph {}") // is it there?
	for format, begins := range map[string]string{"svg": "<?xml", "png": "\x89PNG", "pdf": "%PDF"} {
		var b bytes.Buffer
		if err := Render(t.Context(), &b, d, format); err != nil || !strings.HasPrefix(b.String(), begins) {
			t.Errorf("%s: %v, %.20q", format, err, b.String())
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Render(ctx, io.Discard, d, "svg"); !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancel: %v", err)
	}
	if err := Render(t.Context(), full{}, d, "svg"); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("a failure to write: %v", err)
	}
}

func TestRenderWithoutGraphviz(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := Render(t.Context(), io.Discard, Drawing{}, "svg")
	if !errors.Is(err, ErrNoGraphviz) || !strings.Contains(fmt.Sprint(err), "install") {
		t.Errorf("%v, want how to get Graphviz", err)
	}
}
