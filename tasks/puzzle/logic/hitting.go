package logic

import "math"

// firstHitting returns the first, in lexicographic order, of the sets of n elements
// of from that have an element in common with each of the given sets, and
// whether there is one. There are at least n elements in from.
func firstHitting(given []set, from set, n int, b *budget) (chosen set, ok bool) {
	if !canHit(given, from, n, b) {
		return set{}, false
	}
	for e := range from.all() {
		// The rest is taken from the elements after e, with e or without.
		from.remove(e)
		if rest := missing(given, e); canHit(rest, from, n-1, b) {
			chosen.add(e)
			given = rest
			if n--; n == 0 {
				break
			}
		}
	}
	return chosen, true
}

// missing returns the sets without the element.
func missing(given []set, element int) []set {
	rest := make([]set, 0, len(given))
	for _, s := range given {
		if !s.has(element) {
			rest = append(rest, s)
		}
	}
	return rest
}

// canHit reports whether n elements of from can hit all the given sets.
func canHit(given []set, from set, n int, b *budget) bool {
	if len(given) == 0 {
		return true
	}
	if !b.spend(len(given)) || n == 0 {
		return false
	}
	// Sets that have nothing in common need an element each.
	var covered, narrowest set
	disjoint, fewest := 0, math.MaxInt
	for _, s := range given {
		s = s.intersect(from)
		size := s.len()
		if size == 0 {
			return false
		}
		if size < fewest {
			narrowest, fewest = s, size
		}
		if !s.meets(&covered) {
			covered = covered.union(s)
			if disjoint++; disjoint > n {
				return false
			}
		}
	}
	for e := range narrowest.all() {
		from.remove(e) // what follows are the sets without it
		if canHit(missing(given, e), from, n-1, b) {
			return true
		}
	}
	return false
}

// before reports whether a comes before b, of the same size, in lexicographic order.
func before(a, b set) bool {
	for e := range a.minus(b).union(b.minus(a)).all() {
		return a.has(e)
	}
	return false
}
