package task

import (
	"math/rand/v2"
	"testing"
)

func TestDigitsAreABijection(t *testing.T) {
	moved := 0
	for seed := range uint64(50) {
		d := NewDigits(rand.New(rand.NewPCG(1, seed)), 5)
		if got := d.Rename("-0.6789"); got != "-0.6789" {
			t.Errorf("seed %d: digits that stay became %s", seed, got)
		}
		seen := make(map[byte]bool)
		renamed := d.Rename("12345")
		for i := range len(renamed) {
			if c := renamed[i]; c < '1' || c > '5' || seen[c] {
				t.Fatalf("seed %d: 12345 became %s", seed, renamed)
			}
			seen[renamed[i]] = true
		}
		if renamed != "12345" {
			moved++
		}
	}
	if moved < 45 { // 49.6 of 50 are expected to
		t.Errorf("%d of 50 bijections move a digit", moved)
	}
}
