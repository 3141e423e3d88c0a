package graph

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t, "graph")
		data, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		var back Graph
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		again, _ := json.Marshal(&back)
		if diff := cmp.Diff(string(data), string(again)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestJSONTakesNodesInAnyOrder(t *testing.T) {
	var g Graph
	err := json.Unmarshal([]byte(`{"nodes": [
		{"label": "p", "op": "multiply", "value": "08", "args": ["a", "b"]},
		{"label": "a", "value": "2"}, {"label": "b", "value": "4.0"}]}`), &g)
	if err != nil {
		t.Fatal(err)
	}
	if g.Len() != 3 || g.Value(2) != "8" || g.Value(1) != "4" || g.Label(2) != Name("p") {
		t.Errorf("read %d nodes, values %q and %q", g.Len(), g.Value(2), g.Value(1))
	}
}

func TestJSONFaults(t *testing.T) {
	for name, c := range map[string]struct{ nodes, want string }{
		"cycle":             {`{"label":"a","op":"o","args":["b"]},{"label":"b","op":"o","args":["c"]},{"label":"c","op":"o","args":["b"]}`, "nodes form a cycle: b needs c needs b"},
		"its own argument":  {`{"label":"a","op":"o","args":["a"]}`, "nodes form a cycle: a needs a"},
		"unknown argument":  {`{"label":"a","op":"o","args":["zz"]}`, `node "a" has the argument "zz"`},
		"duplicate label":   {`{"label":"a"},{"label":"b"},{"label":"a"}`, `nodes 0 and 2 are both labelled "a"`},
		"no label":          {`{"label":"a"},{"value":"3"}`, "node 1 has no label"},
		"arguments, no op":  {`{"label":"a","args":["a"]}`, `node "a" has arguments and no op`},
		"op, no arguments":  {`{"label":"a","op":"add"}`, `node "a" has the op "add" and no arguments`},
		"a field misspelt":  {`{"label":"a","vlaue":"1"}`, `unknown field "vlaue"`},
		"value as a number": {`{"label":"a","value":1}`, "cannot unmarshal number"},
	} {
		t.Run(name, func(t *testing.T) {
			g := twelveTimesFour()
			err := g.UnmarshalJSON([]byte(`{"nodes":[` + c.nodes + `]}`))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if g.Len() != 6 {
				t.Error("a failed read changed the graph")
			}
		})
	}
	if err := new(Graph).UnmarshalJSON([]byte(`{"nodes":[]} {}`)); err == nil {
		t.Error("trailing text passes")
	}
}

// A chain far deeper than a goroutine's stack would bear recursively.
func TestJSONDeepChain(t *testing.T) {
	const n = 200_000
	var b strings.Builder
	b.WriteString(`{"nodes":[`)
	for i := n; i > 0; i-- {
		b.WriteString(`{"label":"` + Indexed("n", i).String() + `","op":"not","value":"1","args":["` + Indexed("n", i-1).String() + `"]},`)
	}
	b.WriteString(`{"label":"n[0]","value":"1"}]}`)
	var g Graph
	if err := g.UnmarshalJSON([]byte(b.String())); err != nil {
		t.Fatal(err)
	}
	if g.Measure().Depth != n || len(g.DepthFirst()) != n+1 {
		t.Errorf("depth %d, want %d", g.Measure().Depth, n)
	}
}

func FuzzGraphJSON(f *testing.F) {
	seed, _ := json.Marshal(twelveTimesFour())
	f.Add(seed)
	f.Add([]byte(`{"nodes":[{"label":"a","op":"o","args":["b"]},{"label":"b","op":"o","args":["a"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var g Graph
		if g.UnmarshalJSON(data) != nil {
			return
		}
		written, err := json.Marshal(&g)
		if err != nil {
			t.Fatal(err)
		}
		var back Graph
		if err := back.UnmarshalJSON(written); err != nil {
			t.Fatalf("cannot read what was written: %v\n%s", err, written)
		}
		f := NewFingerprinter(DefaultScopes(), false)
		f.Compute(&back)
	})
}
