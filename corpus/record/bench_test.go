package record

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// benchmarkText is about 32 MiB of records like those of the published data, with
// digits enough that they compress no better (six times).
func benchmarkText(open, separator, shut string) string {
	const size = 32 << 20
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString(open)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteString(separator)
		}
		fmt.Fprintf(&b, `{"id": %d, "question": "What is %d times %d?", "prompt": "Let's perform the multiplication step by step:\n\nLet's multiply %d by the digit in the ones place of %d.\n\n1. Multiply %d by the digit in the ones place: %d x %d = %d. Write down the result and carry over the \"%d\" to the next step.\n2. Add the carry-over from the previous step to account for this."}`,
			i, r.Int32(), r.Int32(), r.Int32(), r.Int32(), r.Int32(), r.Int32(), r.Int32(), r.Int64(), r.Int32())
	}
	b.WriteString(shut)
	return b.String()
}

func BenchmarkRecords(b *testing.B) {
	lines := benchmarkText("", "\n", "\n")
	text := benchmarkText("", DefaultSeparator, "")
	array := benchmarkText("[\n  ", ",\n  ", "\n]\n")
	for _, input := range []struct {
		name    string
		content []byte
		size    int
	}{
		{"text", []byte(text), len(text)},
		{"jsonl", []byte(lines), len(lines)},
		{"jsonl.gz", gzipOf(b, lines), len(lines)},
		{"jsonl.zst", zstdOf(b, lines), len(lines)},
		{"array", []byte(array), len(array)},
		{"array.gz", gzipOf(b, array), len(array)},
	} {
		for _, unchecked := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/unchecked=%v", input.name, unchecked), func(b *testing.B) {
				b.SetBytes(int64(input.size)) // MB/s are of decompressed text
				b.ReportAllocs()
				for b.Loop() {
					f, err := NewFile("f", bytes.NewReader(input.content), Options{Unchecked: unchecked, Format: formatOf[input.name]})
					if err != nil {
						b.Fatal(err)
					}
					for _, err := range f.Records() {
						if err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}

// benchmarkProse is 32 MiB of JSONL with little in it but words: 4 KB a line, with
// a line feed in the text of some 500 bytes.
func benchmarkProse() []byte {
	r := rand.New(rand.NewPCG(3, 4))
	var b bytes.Buffer
	for i := 0; b.Len() < 32<<20; i++ {
		b.WriteString(`{"text": "`)
		for range 8 {
			for range 80 {
				fmt.Fprintf(&b, "%.*s ", 2+r.IntN(8), "wordlessness")
			}
			b.WriteString(`\n`)
		}
		fmt.Fprintf(&b, `", "url": "https://example.org/%d"}`+"\n", i)
	}
	return b.Bytes()
}

// BenchmarkBlocks reads text with nothing in it to blocks, without checking: what
// one goroutine has to do whatever the number of workers.
func BenchmarkBlocks(b *testing.B) {
	content := benchmarkProse()
	plain := bytes.ReplaceAll(content, []byte("\n"), []byte(DefaultSeparator))
	for name, content := range map[string][]byte{"lines": content, "text": plain, "short lines": bytes.Repeat([]byte("{\"text\": \"a few words and no more\"}\n"), 1<<20)} {
		for _, kind := range HashKinds() {
			b.Run(name+"/"+string(kind), func(b *testing.B) {
				b.SetBytes(int64(len(content)))
				b.ReportAllocs()
				for b.Loop() {
					f, err := NewFile("f", bytes.NewReader(content), Options{Format: formatOf[name], Hash: kind})
					if err != nil {
						b.Fatal(err)
					}
					for block, err := range f.Blocks() {
						if err != nil {
							b.Fatal(err)
						}
						block.Release()
					}
				}
			})
		}
	}
}

// BenchmarkBlockRecords checks a chunk of what BenchmarkBlocks reads, which is in
// the processor's cache: what workers share.
func BenchmarkBlockRecords(b *testing.B) {
	content := benchmarkProse()[:chunkSize]
	content = content[:bytes.LastIndexByte(content, '\n')]
	m := &marks{mark: []byte("\n"), maxRecord: DefaultMaxRecord}
	block := &Block{file: &File{}, text: content}
	block.spans, _, _ = m.cut(nil, content, 1, true)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range block.Records() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkHash(b *testing.B) {
	content := make([]byte, 1<<20)
	for _, kind := range HashKinds() {
		b.Run(string(kind), func(b *testing.B) {
			h, err := newHasher(kind)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(content)))
			for b.Loop() {
				h.Write(content)
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	record := []byte(benchmarkText("", "\n", ""))
	record = record[:bytes.IndexByte(record, '\n')]
	b.SetBytes(int64(len(record)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Check(record); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUTF8(b *testing.B) {
	for name, words := range map[string]string{
		"curly quotes": "It’s a page of the web, in which nearly all is ASCII but for a few signs that programs for writing put in, and as many lines again. ",
		"umlauts":      "größer als Überzeugung, und so weiter mit wörtern ",
		"Chinese":      "数学是研究数量、结构以及空间等概念的一门学科。",
		"short":        "größer ist besser",
		"short ASCII":  "it is better",
		"ASCII":        "A page of the web, in which all is ASCII, and as many lines again.\n",
	} {
		text := []byte(words)
		if !strings.HasPrefix(name, "short") {
			text = bytes.Repeat(text, 4000/len(text))
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if !validate(text).IsUTF8() {
					b.Fatal("no UTF-8")
				}
			}
		})
	}
}

// BenchmarkTables reads 50,000 rows of about 850 bytes.
func BenchmarkTables(b *testing.B) {
	type row struct {
		Text string `parquet:"text"`
	}
	content := benchmarkText("", "\n", "")[:850]
	rows := make([]row, 50_000)
	for i := range rows {
		rows[i].Text = fmt.Sprint(i, content)
	}
	var file bytes.Buffer
	if err := parquet.Write(&file, rows); err != nil {
		b.Fatal(err)
	}
	insert := fmt.Sprintf("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i || '%s' FROM n",
		len(rows), strings.ReplaceAll(content, "'", "''"))
	for name, path := range map[string]string{
		"parquet": writeTo(b, "a.parquet", file.Bytes()),
		"sqlite":  sqliteOf(b, "CREATE TABLE t (text)", insert),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(rows) * len(content)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := Open(path, Options{Unchecked: true})
				if err != nil {
					b.Fatal(err)
				}
				for _, err := range f.Records() {
					if err != nil {
						b.Fatal(err)
					}
				}
				f.Close()
			}
		})
	}
}
