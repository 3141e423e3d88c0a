package dot

import (
	"io"
	"testing"
)

// A product of 20x20 digits, from the database to the language of Graphviz:
// folded as a person gets it, and in full.
func BenchmarkLoadAndWrite(b *testing.B) {
	const question = "98765432109876543219 x 12345678901234567891"
	db := analyzed(b, []string{"12 x 84"}, question, string(instance(b, question).AppendScratchpad(nil)))
	for name, fold := range map[string]int{"folded": 0, "unfolded": -1} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d := load(b, db, 1, Options{Response: 1, FoldAbove: fold})
				if err := Write(io.Discard, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
