package graph

import "math/bits"

// Sizer counts the nodes of the compared parts of sub-graphs: of a node with
// all its ancestors, and of a node with its ancestors at most k edges away.
// It keeps its memory from graph to graph and is not safe for concurrent use.
type Sizer struct {
	sizes [][]int32 // by level: 0 is the node alone, .., the most hops; last: all ancestors; then by node
	masks [2][]uint64

	// Of ComputeSome, which goes from a node to its arguments:
	met  []uint64 // by node: the turn that came by last
	turn uint64
	edge []Node // nodes of the last two levels
}

// NewSizer makes a Sizer for those scopes.
func NewSizer(scopes []Scope) *Sizer {
	maxHop := 0
	for _, scope := range scopes {
		if scope.kind == hop {
			maxHop = max(maxHop, scope.hops)
		}
	}
	return &Sizer{sizes: make([][]int32, maxHop+2)}
}

// Compute counts for all nodes of g. Ancestors that are shared count once, so
// the counts cannot just be added up along the edges: each node carries a set
// of ancestors instead, 64 candidates at a time to keep memory at O(V). The
// time is O((V+E) V/64) for each level, one pass for graphs of up to 64 nodes.
func (s *Sizer) Compute(g *Graph) {
	s.computeAll(g)
	hops := len(s.sizes) - 2
	for k := range s.sizes[:hops+1] {
		s.sizes[k] = resize(s.sizes[k], g.Len())
		clear(s.sizes[k])
	}
	for block := 0; block < g.Len(); block += 64 {
		// Within k edges a node has what its arguments have within k-1: first
		// each itself.
		from, to := s.masks[0], s.masks[1]
		for v := block; v < g.Len(); v++ {
			from[v] = self(v, block)
		}
		for k := 1; k <= hops; k++ {
			s.add(g, block, s.sizes[k], to, from)
			from, to = to, from
		}
	}
}

// ComputeSome counts for some nodes of g, which is faster where they are few.
func (s *Sizer) ComputeSome(g *Graph, nodes []Node) {
	if 8*len(nodes) > g.Len() {
		s.Compute(g)
		return
	}
	s.computeAll(g)
	s.met = resize(s.met, g.Len())
	for k := range s.sizes[:len(s.sizes)-1] {
		s.sizes[k] = resize(s.sizes[k], g.Len())
	}
	for _, v := range nodes {
		s.spread(g, v)
	}
}

// spread counts the nodes around v, level by level.
func (s *Sizer) spread(g *Graph, v Node) {
	s.turn++
	s.met[v], s.edge = s.turn, append(s.edge[:0], v)
	count, from := int32(1), 0
	for k := 1; k < len(s.sizes)-1; k++ {
		to := len(s.edge)
		for _, u := range s.edge[from:to] {
			for _, a := range g.Args(u) {
				if s.met[a] != s.turn {
					s.met[a] = s.turn
					s.edge = append(s.edge, a)
					count++
				}
			}
		}
		from = to
		s.sizes[k][v] = count
	}
}

// computeAll counts all ancestors.
func (s *Sizer) computeAll(g *Graph) {
	for i := range s.masks {
		s.masks[i] = resize(s.masks[i], g.Len())
	}
	all := len(s.sizes) - 1
	s.sizes[all] = resize(s.sizes[all], g.Len())
	clear(s.sizes[all])
	for block := 0; block < g.Len(); block += 64 {
		s.add(g, block, s.sizes[all], s.masks[0], s.masks[0]) // arguments come before what is made from them
	}
}

// self is the set of a node alone, which is empty for those after the block.
func self(v, block int) uint64 { return 1 << uint(v-block) }

// add gives each node from the block on itself and the sets of its arguments, and
// adds what there are of them to the sizes.
func (s *Sizer) add(g *Graph, block int, sizes []int32, to, from []uint64) {
	for v := block; v < len(g.nodes); v++ {
		mask := self(v, block)
		for _, a := range g.args[g.nodes[v].from:g.nodes[v].to] {
			if int(a) >= block { // else its ancestors are all in earlier blocks
				mask |= from[a]
			}
		}
		to[v] = mask
		sizes[v] += int32(bits.OnesCount64(mask))
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
