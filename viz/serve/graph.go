package serve

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/viz/dot"
	"github.com/graphcov/graphcov/viz/report"
)

// drawing is a graph for the page, or why there is none.
type drawing struct {
	Graph   *report.Graph
	Problem string
}

// Graphs are what the scripts of the page draw.
func (d drawing) Graphs() []report.Graph {
	if d.Graph == nil {
		return []report.Graph{}
	}
	return []report.Graph{*d.Graph}
}

// mostBoxes is how many boxes a browser lays out within seconds.
const mostBoxes = 600

// draw turns a drawing into a graph of the page.
func draw(d dot.Drawing, err error) drawing {
	if err != nil {
		return drawing{Problem: err.Error()}
	}
	if len(d.Nodes) > mostBoxes {
		return drawing{Problem: fmt.Sprintf("This graph has %d boxes, too many to lay out in a browser: name one node to see what it is made from, or fewer levels.", len(d.Nodes))}
	}
	g, err := report.NewGraph("graph", d)
	if err != nil {
		return drawing{Problem: err.Error()}
	}
	return drawing{Graph: &g}
}

// graphPage shows the graph of a problem that need not be in the database.
type graphPage struct {
	Frame       report.Frame
	Tasks       []string
	Task, Input string
	Focus       string
	Depth       int64
	Measures    *graph.Measures
	Drawing     drawing
}

// graph compiles any problem and shows its graph.
func (s *Server) graph(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	page := graphPage{Frame: s.frame("Graph of a problem", "/graph"), Task: asked.Get("task"), Input: asked.Get("input"), Focus: asked.Get("focus")}
	for _, t := range s.opt.Tasks {
		page.Tasks = append(page.Tasks, t.Name())
	}
	status := http.StatusOK
	if page.Input != "" || page.Task != "" {
		g, err := s.compile(asked.Get("task"), page.Input)
		if err == nil {
			page.Depth, err = readNumber(asked, "depth")
		}
		if err != nil {
			page.Drawing, status = drawing{Problem: err.Error()}, http.StatusBadRequest
		} else {
			m := g.Measure()
			page.Measures = &m
			d, err := dot.FromGraph(g, dot.Options{Focus: page.Focus, Depth: int(page.Depth)})
			d.Title = task.Shorten(page.Input)
			page.Drawing = draw(d, err)
			page.Frame.Graphs = page.Drawing.Graph != nil
		}
	}
	s.write(w, status, "graphpage", page)
}

// longestInput is how many bytes a problem may have: a task may take one that
// compiles into more nodes than a server should hold.
const longestInput = 20_000

// compile reads a problem, in words or as the task's own JSON, and makes its graph.
func (s *Server) compile(name, input string) (*graph.Graph, error) {
	t, err := s.opt.Tasks.Get(name)
	if err != nil {
		return nil, err
	}
	if len(input) > longestInput {
		return nil, fmt.Errorf("the problem has %d bytes; the most that is taken is %d", len(input), longestInput)
	}
	problem := task.Problem{Question: input, Named: true}
	if strings.HasPrefix(strings.TrimSpace(input), "{") {
		problem = task.Problem{Input: input, Named: true}
	}
	instance, err := t.Parse(problem)
	if err != nil {
		return nil, err
	}
	var g graph.Graph
	instance.Compile(&g)
	if g.Len() == 0 {
		return nil, fmt.Errorf("the steps of this problem are not known, so it has no graph")
	}
	return &g, nil
}
