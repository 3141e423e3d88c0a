package report

import (
	"html/template"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/coverage/finding"
)

// Templates are the pieces of pages, to be executed by name: "head" and "foot"
// with a Frame, "contents" with Contents, "graph" with a Graph, "table" with a
// coverage.Table.
func Templates() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"script":       script,
		"style":        style,
		"capital":      capital,
		"percent":      finding.Percent,
		"comma":        func(n int) string { return humanize.Comma(int64(n)) },
		"isWords":      func(t finding.Table, column int) bool { return slices.Contains(t.Words, column) },
		"weaknesses":   func(s finding.Summary, c finding.CorpusSummary) []string { return s.Weaknesses(&c) },
		"next":         func(s finding.Summary, c finding.CorpusSummary) []string { return s.Next(&c) },
		"noCorpus":     func() string { return finding.NoCorpus },
		"notEstimated": func() string { return finding.NotEstimated },
	}).ParseFS(files, "templates/*.html")
}

// capital begins a sentence.
func capital(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
