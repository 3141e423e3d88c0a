package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// jsonNode is a node in the exchange format:
//
//	{"nodes": [{"label": "x[0]", "value": "2"},
//	           {"label": "y[0]", "value": "4"},
//	           {"label": "prod[0,0]", "op": "multiply", "value": "8", "args": ["x[0]", "y[0]"]}]}
//
// Layer is written for readers and ignored on reading.
type jsonNode struct {
	Label string   `json:"label"`
	Op    Op       `json:"op,omitempty"`
	Value string   `json:"value"`
	Args  []string `json:"args,omitempty"`
	Layer *int     `json:"layer,omitempty"`
}

type jsonGraph struct {
	Nodes []jsonNode `json:"nodes"`
}

// MarshalJSON writes the nodes in topological order, arguments by label.
func (g *Graph) MarshalJSON() ([]byte, error) {
	out := jsonGraph{Nodes: make([]jsonNode, g.Len())}
	for v := range Node(g.Len()) {
		layer := g.Layer(v)
		n := jsonNode{Label: g.Label(v).String(), Op: g.Op(v), Value: g.Value(v), Layer: &layer}
		for _, a := range g.Args(v) {
			n.Args = append(n.Args, g.Label(a).String())
		}
		out.Nodes[v] = n
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads a graph from outside. The nodes may stand in any order.
// A duplicate label, an argument that no node has, a cycle, an operation
// without arguments or arguments without an operation is an error that names
// the node. Values are brought to canonical form. On an error g is unchanged.
func (g *Graph) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var in jsonGraph
	if err := decoder.Decode(&in); err != nil {
		return fmt.Errorf("reading a graph: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("reading a graph: something follows the closing brace")
	}
	read, err := fromNodes(in.Nodes)
	if err != nil {
		return fmt.Errorf("reading a graph: %w", err)
	}
	*g = *read
	return nil
}

func fromNodes(nodes []jsonNode) (*Graph, error) {
	position := make(map[string]int, len(nodes))
	for i, n := range nodes {
		if n.Label == "" {
			return nil, fmt.Errorf("node %d has no label", i)
		}
		if first, twice := position[n.Label]; twice {
			return nil, fmt.Errorf("nodes %d and %d are both labelled %q", first, i, n.Label)
		}
		position[n.Label] = i
		if n.Op == "" && len(n.Args) > 0 {
			return nil, fmt.Errorf("node %q has arguments and no op", n.Label)
		}
		if n.Op != "" && len(n.Args) == 0 {
			return nil, fmt.Errorf("node %q has the op %q and no arguments", n.Label, n.Op)
		}
	}
	b := jsonBuilder{in: nodes, position: position, out: new(Graph), placed: make([]Node, len(nodes)), state: make([]visit, len(nodes))}
	for i := range nodes {
		if err := b.place(i); err != nil {
			return nil, err
		}
	}
	return b.out, nil
}

// jsonBuilder puts nodes that came in any order into a topological one, which
// is the given one where that is topological already.
type jsonBuilder struct {
	in       []jsonNode
	position map[string]int
	out      *Graph
	placed   []Node
	state    []visit
}

type visit uint8

const (
	unvisited visit = iota
	open            // its arguments are being placed: meeting it again closes a cycle
	done
)

// place adds a node after all of its arguments. The stack is its own, since a
// graph from outside may be deeper than a goroutine's stack.
func (b *jsonBuilder) place(root int) error {
	type frame struct{ i, next int }
	stack := []frame{{i: root}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		n := &b.in[top.i]
		if b.state[top.i] == done {
			stack = stack[:len(stack)-1]
			continue
		}
		b.state[top.i] = open
		if top.next == len(n.Args) {
			b.add(top.i)
			continue
		}
		name := n.Args[top.next]
		top.next++
		a, known := b.position[name]
		if !known {
			return fmt.Errorf("node %q has the argument %q, which is no node's label", n.Label, name)
		}
		if b.state[a] == open {
			var cycle []string
			for _, f := range stack {
				if len(cycle) > 0 || f.i == a {
					cycle = append(cycle, b.in[f.i].Label)
				}
			}
			return fmt.Errorf("nodes form a cycle: %s", strings.Join(append(cycle, name), " needs "))
		}
		stack = append(stack, frame{i: a})
	}
	return nil
}

func (b *jsonBuilder) add(i int) {
	n := &b.in[i]
	label, value := ParseLabel(n.Label), Canonical(n.Value)
	if n.Op == "" {
		b.placed[i] = b.out.Source(label, value)
	} else {
		args := make([]Node, len(n.Args))
		for k, name := range n.Args {
			args[k] = b.placed[b.position[name]]
		}
		b.placed[i] = b.out.Add(n.Op, label, value, args...)
	}
	b.state[i] = done
}
