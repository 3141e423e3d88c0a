//go:build race

package coverage_test

// underRace says that the race detector is at work. It makes SQLite, which is
// translated from C, some fifty times slower: tests on real data do less then.
const underRace = true
