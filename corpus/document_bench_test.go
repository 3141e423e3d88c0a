package corpus

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks"
)

// BenchmarkNothing is what becomes of a sound record of the web that has nothing
// to compile: its fields are found and the task's prefilter looks at them.
func BenchmarkNothing(b *testing.B) {
	text := strings.Repeat(strings.Repeat("some words of no consequence ", 20)+`\n`, 8)
	rec, ok := checked(fmt.Appendf(nil, `{"text": "%s", "url": "https://example.org/1"}`, text), false)
	if !ok {
		b.Fatal("not sound")
	}
	for _, tk := range tasks.All() {
		b.Run(tk.Name(), func(b *testing.B) {
			w := countingWorker(tk, FromEither)
			b.SetBytes(int64(len(rec.Data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := w.document(rec, &w.accounts[0]); err != nil {
					b.Fatal(err)
				}
			}
			if w.accounts[0].Compiled > 0 {
				b.Fatal("there is something in it")
			}
		})
	}
}
