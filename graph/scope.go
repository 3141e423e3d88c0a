package graph

import (
	"fmt"
	"strconv"
	"strings"
)

// Scope says which part of a node's sub-graph is compared (METHOD.md
// section 2). Scopes are comparable and made by Hop, Full, Shape and ParseScope.
type Scope struct {
	kind scopeKind
	hops int // for hop
}

type scopeKind uint8

const (
	hop scopeKind = iota
	full
	shape
)

// MaxHops bounds K in hopK; deeper than that, full says the same for less.
const MaxHops = 64

// Hop compares the op, its value and its arguments, k levels deep; below level
// k only bare values remain. Hop(1) is the scope step: one primitive step.
// It panics unless 1 <= k <= MaxHops.
func Hop(k int) Scope {
	if k < 1 || k > MaxHops {
		panic(fmt.Sprintf("graph: hop%d: the number of levels must be 1 to %d", k, MaxHops))
	}
	return Scope{kind: hop, hops: k}
}

// Full compares the whole sub-graph, down to the sources.
func Full() Scope { return Scope{kind: full} }

// Shape compares the whole sub-graph without any value: what is computed, not
// with which numbers.
func Shape() Scope { return Scope{kind: shape} }

// DefaultScopes are the scopes that an index counts unless told otherwise.
func DefaultScopes() []Scope { return []Scope{Hop(1), Hop(2), Full(), Shape()} }

// String is the name under which a scope stands in the database: step, hop2,
// hop3, .., full, shape.
func (s Scope) String() string {
	switch {
	case s.kind == full:
		return "full"
	case s.kind == shape:
		return "shape"
	case s.hops == 1:
		return "step"
	}
	return "hop" + strconv.Itoa(s.hops)
}

// ParseScope reads a scope's name; hop1 is another name of step.
func ParseScope(name string) (Scope, error) {
	switch name {
	case "step":
		return Hop(1), nil
	case "full":
		return Full(), nil
	case "shape":
		return Shape(), nil
	}
	if digits, ok := strings.CutPrefix(name, "hop"); ok {
		if k, err := strconv.Atoi(digits); err == nil && k >= 1 && k <= MaxHops {
			return Hop(k), nil
		}
	}
	return Scope{}, fmt.Errorf("unknown scope %q: use step, hop2 to hop%d, full or shape", name, MaxHops)
}

// ParseScopes reads a list of scopes and refuses one named twice.
func ParseScopes(names []string) ([]Scope, error) {
	var scopes []Scope
	seen := make(map[Scope]bool)
	for _, name := range names {
		s, err := ParseScope(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		if seen[s] {
			return nil, fmt.Errorf("scope %s is named twice", s)
		}
		seen[s] = true
		scopes = append(scopes, s)
	}
	return scopes, nil
}

// Depth is the depth of the compared part of a sub-graph of that depth: all of
// it, or at most k for hopk.
func (s Scope) Depth(layer int) int {
	if s.kind == hop {
		return min(s.hops, layer)
	}
	return layer
}
