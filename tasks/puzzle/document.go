package puzzle

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// CompileTrace implements task.Task. The puzzle is that of the question or,
// without one, of the text itself.
func (Task) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	question := doc.Question
	if question == "" {
		question = doc.Text
	}
	p, list, err := parseQuestion(question)
	if errors.Is(err, task.ErrOtherTask) {
		return nil, fmt.Errorf("%w: no puzzle: %s", task.ErrNoSteps, err)
	}
	if err != nil {
		return nil, err
	}
	pad := scanPad(p, doc.Text)
	if !pad.hasSteps() {
		return nil, fmt.Errorf("%w: no clue in angle brackets with a cell stated after it", task.ErrNoSteps)
	}
	instance, err := newInstance(p, list)
	if err != nil {
		return nil, err
	}
	newTraceCompiler(p, g, pad).compile(pad)
	return instance, nil
}

func (p *pad) hasSteps() bool {
	return slices.ContainsFunc(p.statements, func(s statement) bool {
		return len(s.cells) > 0 && slices.ContainsFunc(s.quotes, func(c clue) bool { return c.text != "" })
	})
}

// traceCompiler builds the graph that a text spells out.
type traceCompiler struct {
	*grid
	g       *graph.Graph
	quoted  *grid         // the clues that the text quotes, whether or not the puzzle has them
	logic   *logic.Puzzle // the same in numbers
	clues   map[int]graph.Node
	cells   map[logic.Cell]graph.Node
	earlier []int              // clues of earlier steps
	known   map[logic.Cell]int // cells of earlier steps with values of the puzzle
}

func newTraceCompiler(p *grid, g *graph.Graph, pad *pad) *traceCompiler {
	var clues []clue
	for _, s := range pad.statements {
		clues = append(clues, readable(s.quotes)...)
	}
	quoted := &grid{houses: p.houses, attributes: p.attributes}
	quoted.setClues(clues)
	return &traceCompiler{
		grid: p, g: g, quoted: quoted, logic: quoted.logic(quoted.clues),
		clues: make(map[int]graph.Node), cells: make(map[logic.Cell]graph.Node), known: make(map[logic.Cell]int),
	}
}

func readable(quotes []clue) []clue {
	return slices.DeleteFunc(slices.Clone(quotes), func(c clue) bool { return c.text == "" })
}

func (c *traceCompiler) compile(pad *pad) {
	for _, s := range pad.statements {
		if !s.table {
			c.addStep(s)
		}
	}
	if final := pad.lastTable(); final >= 0 {
		c.addSolution(pad.statements[final].cells)
	}
}

// addStep adds the cells of a step, each the first time it is stated. None of
// them supports another of the same step.
func (c *traceCompiler) addStep(s statement) {
	var clues []int
	for _, q := range readable(s.quotes) {
		clues = append(clues, c.quoted.clueIndex[q.text])
	}
	slices.Sort(clues)
	clues = slices.Compact(clues)
	known := maps.Clone(c.known)
	for _, cell := range s.cells {
		if _, twice := c.cells[cell.Cell]; twice {
			continue
		}
		c.cells[cell.Cell] = c.addCell(cell, clues)
		if v, ok := c.value(cell.Attribute, cell.value); ok {
			known[cell.Cell] = v
		}
	}
	c.known = known
	c.earlier = append(c.earlier, clues...)
}

// addCell adds a cell with what supports it; where nothing forces its value
// that is the clues of its step, and without any it is a source.
func (c *traceCompiler) addCell(cell stated, step []int) graph.Node {
	label, value := c.labelCell(cell.Cell), c.finding(cell.Cell, cell.value)
	f, forced := c.logic.Support(step, c.earlier, c.known, cell.Cell)
	if v, ok := c.value(cell.Attribute, cell.value); !forced || !ok || v != f.Value {
		f = logic.Finding{Clues: step}
	}
	var args []graph.Node
	for _, i := range f.Clues {
		args = append(args, c.clueNode(i))
	}
	for _, known := range f.Cells {
		args = append(args, c.cells[known])
	}
	if len(args) == 0 {
		return c.g.Source(label, value)
	}
	return c.g.Add(opDeduce, label, value, args...)
}

func (c *traceCompiler) clueNode(i int) graph.Node {
	v, added := c.clues[i]
	if !added {
		text := c.quoted.clues[i].text
		v = c.g.Source(labelClue(text), text)
		c.clues[i] = v
	}
	return v
}

// addSolution adds the final table. A cell of it is the one stated before if
// the values agree, else a source of its own.
func (c *traceCompiler) addSolution(cells []stated) {
	if c.asked != nil {
		return
	}
	answer := make(map[logic.Cell]string)
	for _, cell := range cells {
		answer[cell.Cell] = cell.value
	}
	var args []graph.Node
	var values []string
	for _, cell := range c.grid.cells() {
		value, ok := answer[cell]
		if !ok {
			continue
		}
		finding := c.finding(cell, value)
		v, ok := c.cells[cell]
		if !ok || c.g.Value(v) != finding {
			v = c.g.Source(graph.Indexed("operand", c.g.Len()), finding)
		}
		args, values = append(args, v), append(values, value)
	}
	if len(args) > 0 {
		c.g.Add(opTable, labelSolution(), joinValues(values), args...)
	}
}
