package corpus

import "github.com/graphcov/graphcov/graph"

// queue is what has been counted and is not in the table yet: sub-graphs of which
// nothing needs to be known at once. Most are new, as problems and their answers
// are, and the table waits for memory at each; of many at a time for all at once.
type queue struct {
	keys    []graph.Fingerprint
	kinds   []int32
	tallies []tally
	numbers []uint32 // memory of drain
}

const queueLength = 1 << 10

// countLater counts one occurrence, the only one in its document, of a sub-graph
// of so many nodes. The table has it after drain.
func (t *table) countLater(key graph.Fingerprint, kind, nodes int32) {
	t.addLater(key, kind, tally{documents: 1, occurrences: 1, nodes: nodes})
}

func (t *table) addLater(key graph.Fingerprint, kind int32, counts tally) {
	q := &t.queue
	q.keys, q.kinds, q.tallies = append(q.keys, key), append(q.kinds, kind), append(q.tallies, counts)
	if len(q.keys) == queueLength {
		t.drain()
	}
}

// addAll adds what another table has counted, in other documents or nodes.
func (t *table) addAll(other *table) {
	other.drain()
	for number := range uint32(other.used) {
		t.addLater(other.key(number), *other.kind(number), *other.tally(number))
	}
	t.drain()
}

// drain counts what is queued.
func (t *table) drain() {
	q := &t.queue
	if len(q.keys) == 0 {
		return
	}
	q.numbers = resize(q.numbers, len(q.keys))
	t.look(q.keys, q.numbers)
	for i, number := range q.numbers {
		if number == none {
			var added bool
			if number, added = t.find(q.keys[i]); added {
				*t.kind(number) = q.kinds[i]
			}
		}
		t.tally(number).add(q.tallies[i])
	}
	q.keys, q.kinds, q.tallies = q.keys[:0], q.kinds[:0], q.tallies[:0]
}
