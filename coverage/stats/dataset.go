package stats

// dataset is observations without their exposures. Those that differ
// in nothing else are kept once, where there are tens of millions: nodes.
type dataset struct {
	different []Observation // their Exposure is not read
	which     []int32       // of them is each; nil: each is different
}

func (d *dataset) len() int {
	if d.which == nil {
		return len(d.different)
	}
	return len(d.which)
}

func (d *dataset) at(i int32) *Observation {
	if d.which == nil {
		return &d.different[i]
	}
	return &d.different[d.which[i]]
}

// faulty reports whether there are weights that are none.
func (d *dataset) faulty() bool {
	for _, o := range d.different {
		o.Exposure = 0
		if o.check() != "" {
			return true
		}
	}
	return false
}

// NodeList is nodes without their exposures, for very many of them: each takes
// 8 bytes.
type NodeList struct {
	obs      dataset
	known    map[Observation]int32
	example  []int32 // of each node, numbered in order of appearance
	examples map[int]int32
	last     int // example that was added
}

// NewNodeList makes an empty list with room for so many nodes.
func NewNodeList(nodes int) *NodeList {
	return &NodeList{
		obs: dataset{which: make([]int32, 0, nodes)}, example: make([]int32, 0, nodes),
		known: make(map[Observation]int32), examples: make(map[int]int32),
	}
}

// Add adds a node, whose Exposure is not read.
func (l *NodeList) Add(n NodeObservation) {
	n.Exposure = 0
	which, known := l.known[n.Observation]
	if !known {
		which = int32(len(l.obs.different))
		l.known[n.Observation] = which
		l.obs.different = append(l.obs.different, n.Observation)
	}
	l.obs.which = append(l.obs.which, which)
	if last := len(l.example) - 1; last >= 0 && n.Example == l.last { // the usual case, and quicker than to look it up
		l.example = append(l.example, l.example[last])
		return
	}
	l.last = n.Example
	example, known := l.examples[n.Example]
	if !known {
		example = int32(len(l.examples))
		l.examples[n.Example] = example
	}
	l.example = append(l.example, example)
}

// Len is the number of nodes.
func (l *NodeList) Len() int { return len(l.example) }
