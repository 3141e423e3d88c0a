package arithmetic

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Text as web pages have it, without an equation.
var prose = strings.Repeat("The house stood on a hill, 3 miles from the town, and nobody had lived there since 1987. "+
	"In the “garden”, between 5 and 6 every morning, you could hear the birds.\n", 50)

// A solution in the style of chat models.
const chat = "Let's solve it step by step:\n\n1. **Boxes:** He has 3 crates + 4 bags = 7 of them.\n" +
	"2. **Eggs:** Each of the 7 holds $2 \\times 5 = 10$ eggs, so there are 7 * 10 = 70 eggs in all, as we were told above.\n" +
	"3. **Sold:** 70 eggs - 10 eggs = 60 eggs are left.\n\nThe answer is **60**.\n"

func BenchmarkScan(b *testing.B) {
	for name, text := range map[string]string{"prose": prose, "annotated": eggs.Gold, "chat": chat} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				scan(text)
			}
		})
	}
}

func BenchmarkCompileTrace(b *testing.B) {
	page := prose + "That made 3 + 4 = 7 of them.\n" + prose
	for name, text := range map[string]string{"prose": prose, "page": page, "annotated": eggs.Gold, "chat": chat} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var g graph.Graph
			for b.Loop() {
				g.Reset()
				_, _ = Task{}.CompileTrace(&g, task.Document{Question: eggs.Question, Text: text})
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	instance, g, _ := parse(b, eggs)
	b.SetBytes(int64(len(chat)))
	b.ReportAllocs()
	for b.Loop() {
		instance.Read(g, chat)
	}
}
