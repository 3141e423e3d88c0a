package puzzle

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/graphcov/graphcov/tasks/task"
)

// inputJSON is a puzzle whatever the order in which a question lists it: all
// lists are sorted, so that equal puzzles have equal inputs.
type inputJSON struct {
	Attributes map[string][]string `json:"attributes"`      // values by name
	Clues      []string            `json:"clues"`           // canonical text
	Asked      string              `json:"asked,omitempty"` // a cell such as 2.drink
}

func (p *grid) input() string {
	in := inputJSON{Attributes: make(map[string][]string)}
	for _, a := range p.attributes {
		in.Attributes[a.name] = a.values
	}
	for _, c := range p.clues {
		in.Clues = append(in.Clues, c.text)
	}
	if p.asked != nil {
		in.Asked = p.cellName(*p.asked)
	}
	text, _ := json.Marshal(in) // strings always encode
	return string(text)
}

// parseInput reads what input writes; the lists may be in any order.
func parseInput(input string) (*grid, *listing, error) {
	var in inputJSON
	decoder := json.NewDecoder(bytes.NewReader([]byte(input)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return nil, nil, fmt.Errorf("input %q is no puzzle: %w: %w", task.Shorten(input), err, task.ErrOtherTask)
	}
	if in.Attributes == nil || in.Clues == nil {
		return nil, nil, fmt.Errorf("input %q has no attributes or no clues: %w", task.Shorten(input), task.ErrOtherTask)
	}
	var attributes []attribute
	for name, values := range in.Attributes {
		attributes = append(attributes, newAttribute(name, values))
	}
	p, err := newGrid(attributes)
	if err != nil {
		return nil, nil, err
	}
	var clues []clue
	for _, text := range in.Clues {
		c, err := p.parseClue(text)
		if err != nil {
			return nil, nil, err
		}
		clues = append(clues, c)
	}
	p.setClues(clues)
	if in.Asked != "" {
		c, ok := p.parseCell(in.Asked)
		if !ok {
			return nil, nil, fmt.Errorf("asked %q is no cell of the puzzle, such as 2.drink", task.Shorten(in.Asked))
		}
		p.asked = &c
	}
	return p, newListing(p), nil
}

// newAttribute is an attribute that no question words.
func newAttribute(name string, values []string) attribute {
	a := attribute{row: rowLabelled(name)}
	if a.row != nil {
		a.setLabel(a.row.label)
		a.line = a.row.line
	} else {
		a.setLabel(name)
		a.line = "Each person has a unique " + name
	}
	for _, value := range values {
		a.values = append(a.values, canonical(value))
	}
	return a
}
