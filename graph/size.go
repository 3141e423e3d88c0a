package graph

import "math/bits"

// Sizer counts the nodes of the compared parts of sub-graphs: of a node with
// all its ancestors, and of a node with its ancestors at most k edges away.
// It keeps its memory from graph to graph and is not safe for concurrent use.
type Sizer struct {
	maxHop int
	masks  []uint64  // per node: one word a level, see Compute
	sizes  [][]int32 // by level, then by node
}

// NewSizer makes a Sizer for those scopes.
func NewSizer(scopes []Scope) *Sizer {
	s := new(Sizer)
	for _, scope := range scopes {
		if scope.kind == hop {
			s.maxHop = max(s.maxHop, scope.hops)
		}
	}
	s.sizes = make([][]int32, s.maxHop+2)
	return s
}

// Compute counts for all nodes of g. Ancestors that are shared count once, so
// the counts cannot just be added up along the edges: each node carries a set
// of ancestors instead, 64 candidates at a time to keep memory at O(V). The
// time is O((V+E) V/64), one pass for graphs of up to 64 nodes.
func (s *Sizer) Compute(g *Graph) {
	levels := len(s.sizes) // level 0: the node itself, .., maxHop; last: all ancestors
	all := levels - 1
	s.masks = resize(s.masks, g.Len()*levels)
	for k := range s.sizes {
		s.sizes[k] = resize(s.sizes[k], g.Len())
		clear(s.sizes[k])
	}
	for block := 0; block < g.Len(); block += 64 {
		for v := block; v < g.Len(); v++ {
			mask := s.masks[v*levels : (v+1)*levels]
			self := uint64(0)
			if v < block+64 {
				self = 1 << (v - block)
			}
			for k := range mask {
				mask[k] = self
			}
			for _, a := range g.args[g.nodes[v].from:g.nodes[v].to] {
				if int(a) < block { // its ancestors are all in earlier blocks
					continue
				}
				of := s.masks[int(a)*levels : (int(a)+1)*levels]
				for k := 1; k < all; k++ {
					mask[k] |= of[k-1]
				}
				mask[all] |= of[all]
			}
			for k, m := range mask {
				s.sizes[k][v] += int32(bits.OnesCount64(m))
			}
		}
	}
}

// Under are the numbers of nodes, the node itself included, that the scope
// compares, by node. They are void after the next graph.
func (s *Sizer) Under(scope Scope) []int32 {
	if scope.kind == hop {
		return s.sizes[scope.hops]
	}
	return s.sizes[len(s.sizes)-1]
}

// At is that number of one node.
func (s *Sizer) At(scope Scope, v Node) int { return int(s.Under(scope)[v]) }
