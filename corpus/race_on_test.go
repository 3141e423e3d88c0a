//go:build race

package corpus

// SQLite in Go is some fifty times slower under the race detector.
const raceDetector = true
