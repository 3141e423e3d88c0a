package corpus

import (
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

type pair struct{ Question, Text string }

type chatMessage struct {
	Role    string `parquet:"role"`
	Content string `parquet:"content"`
}

// TestFormatsCountTheSame indexes the same documents from files of every format.
func TestFormatsCountTheSame(t *testing.T) {
	var pairs []pair
	for _, data := range scratchpads(t, 1, 50, "2x2") {
		doc, err := Fields{}.Document(jsonOf(data))
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, pair{doc.Question, doc.Text})
	}
	dir := t.TempDir()
	none := func(*Options) {}
	want := ""
	for _, format := range []struct {
		name, path string
		set        change
	}{
		{"jsonl", corpusFile(t, 1, 50, "2x2"), none},
		{"text.gz", writeFile(t, filepath.Join(dir, "a.txt.gz"), strings.Join(texts(pairs), "\n<|endoftext|>\n")), none},
		{"text", writeFile(t, filepath.Join(dir, "a"), strings.Join(texts(pairs), "\n%%\n")), func(opt *Options) { opt.Format, opt.Separator = "text", "\n%%\n" }},
		{"parquet", writeParquet(t, dir, pairs, func(p pair) any {
			return struct {
				ID     int    `parquet:"id"`
				Prompt string `parquet:"prompt"`
				Answer string `parquet:"completion"`
			}{1, p.Question, p.Text}
		}), none},
		{"parquet", writeParquet(t, dir, pairs, func(p pair) any {
			return struct {
				Messages []chatMessage `parquet:"messages,list"`
			}{[]chatMessage{{"system", "Multiply."}, {"user", p.Question}, {"assistant", p.Text}}}
		}), none},
		{"jsonl", writeFile(t, filepath.Join(dir, "chat.jsonl"), chats(t, pairs)...), none},
		{"sqlite", writeSQLite(t, dir, "qa (id, question, answer)", pairs), none},
		{"sqlite", writeSQLite(t, dir, "qa (id, q, a)", pairs), func(opt *Options) { opt.Query = "SELECT q AS question, a AS scratchpad FROM qa ORDER BY id DESC" }},
		{"sqlite", writeSQLite(t, dir, "qa (id, q, a)", pairs), func(opt *Options) { opt.Fields = Fields{"q", "a"} }},
	} {
		path := inDir(t, "a.db")
		report := mustIndex(t, path, format.set, format.path)
		a := report.Files[0]
		info, err := os.Stat(format.path)
		if err != nil {
			t.Fatal(err)
		}
		if a.Format != format.name || a.Documents != 50 || a.FromTrace != 50 || a.Size != info.Size() {
			t.Errorf("%s: account %+v", format.path, a)
		}
		if hash, err := record.Hash(format.path, record.SHA256); err != nil || a.SHA256 != hash {
			t.Errorf("%s: hash %s, want %s (%v)", format.path, a.SHA256, hash, err)
		}
		counts := fmt.Sprint(query(t, path, "SELECT scope, fingerprint, documents, occurrences FROM subgraph ORDER BY scope, fingerprint"))
		if want == "" {
			want = counts
		}
		if counts != want {
			t.Errorf("%s: other counts than from JSONL", format.path)
		}
	}
}

// texts are documents without a field for the question: the scratchpad names it.
func texts(pairs []pair) (all []string) {
	for _, p := range pairs {
		all = append(all, p.Question+"\n"+p.Text)
	}
	return all
}

// chats are the pairs as JSONL of messages.
func chats(t *testing.T, pairs []pair) (all []string) {
	for _, p := range pairs {
		user := jsonRecord(t, "role", "user", "content", p.Question)
		assistant := jsonRecord(t, "role", "assistant", "content", p.Text)
		all = append(all, `{"id": 1, "messages": [`+user+","+assistant+"]}")
	}
	return all
}

// writeParquet writes one row for each pair.
func writeParquet(t *testing.T, dir string, pairs []pair, row func(pair) any) string {
	t.Helper()
	file, err := os.CreateTemp(dir, "*.parquet")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := parquet.NewWriter(file, parquet.SchemaOf(row(pairs[0])), parquet.Compression(&parquet.Zstd))
	for _, p := range pairs {
		if err := w.Write(row(p)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// writeSQLite writes one row for each pair into a table of three columns.
func writeSQLite(t *testing.T, dir, table string, pairs []pair) string {
	t.Helper()
	path := filepath.Join(dir, table+".sqlite")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name, _, _ := strings.Cut(table, " ")
	if _, err := db.Exec("DROP TABLE IF EXISTS " + name + "; CREATE TABLE " + table); err != nil {
		t.Fatal(err)
	}
	for i, p := range pairs {
		if _, err := db.Exec("INSERT INTO "+name+" VALUES (?, ?, ?)", i, p.Question, p.Text); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// TestColumnsAreThoseOfDocuments tries every set of names: there is a document in
// it exactly where the columns say so, and it needs no others.
func TestColumnsAreThoseOfDocuments(t *testing.T) {
	names := []string{"answer", "completion", "instruction", "messages", "output", "prompt", "question", "scratchpad", "text", "solution"}
	for _, fields := range []Fields{{}, {Text: "solution"}, {Question: "prompt"}, {"solution", "text"}, {"text", "text"}} {
		sets := fields.columns()
		for chosen := range 1 << len(names) {
			all, needed := make(map[string]string), make(map[string]string)
			for i, name := range names {
				if chosen>>i&1 == 0 {
					continue
				}
				all[name] = fmt.Sprintf("%q: %q", name, name)
				if name == "messages" {
					all[name] = `"messages": [{"role": "assistant", "content": "m"}]`
				}
				if slices.ContainsFunc(sets, func(set []string) bool { return slices.Contains(set, name) }) {
					needed[name] = all[name]
				}
			}
			complete := slices.ContainsFunc(sets, func(set []string) bool {
				return !slices.ContainsFunc(set, func(name string) bool { return all[name] == "" })
			})
			doc, err := fields.Document(jsonOf(objectOf(all)))
			if complete != (err == nil) {
				t.Fatalf("%+v, %s: %v", fields, objectOf(all), err)
			}
			if less, _ := fields.Document(jsonOf(objectOf(needed))); less != doc {
				t.Fatalf("%+v, %s: %v, without the other columns %v", fields, objectOf(all), doc, less)
			}
		}
	}
}

func objectOf(fields map[string]string) string {
	return "{" + strings.Join(slices.Sorted(maps.Values(fields)), ", ") + "}"
}

// TestGSM8KTrain reads all 7,473 problems, as published.
func TestGSM8KTrain(t *testing.T) {
	f, err := record.Open(tasktest.Data(t, "gsm8k/train.jsonl.gz")[0], record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	documents := 0
	for rec, err := range f.Records() {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Fields{}.Document(rec)
		if err != nil || doc.Question == "" || !strings.Contains(doc.Text, "\n#### ") {
			t.Fatalf("%d: %+v (%v)", rec.Line, doc, err)
		}
		documents++
	}
	if documents != 7473 {
		t.Errorf("%d documents", documents)
	}
}

func TestFaultsOfTables(t *testing.T) {
	dir := t.TempDir()
	rows := []pair{{"What is 12 times 84?", "1008"}, {"What is 5 times 7?", "\xff"}}
	for _, test := range []struct {
		path, want string
	}{
		{writeSQLite(t, dir, "qa (id, question, answer)", rows), ":2: not valid UTF-8"},
		{writeFile(t, filepath.Join(dir, "a.txt"), "12 x 84", "<|endoftext|>", "\xff"), ":2: not valid UTF-8"},
	} {
		report, _ := index(t, inDir(t, "a.db"), func(opt *Options) { opt.MaxRejects = RejectLimit{Count: 1} }, test.path)
		if len(report.Faults) != 1 || report.Faults[0].Error() != test.path+test.want {
			t.Errorf("faults %v", report.Faults)
		}
	}
}

// BenchmarkFormats indexes the same documents as JSONL and as plain text, which
// is made JSON and taken apart again.
func BenchmarkFormats(b *testing.B) {
	var jsonl, plain []string
	for _, data := range scratchpads(b, 1, 2000, "4x4") {
		doc, err := Fields{}.Document(jsonOf(data))
		if err != nil {
			b.Fatal(err)
		}
		jsonl = append(jsonl, jsonRecord(b, "text", doc.Question+"\n"+doc.Text))
		plain = append(plain, doc.Question+"\n"+doc.Text, "<|endoftext|>")
	}
	dir := b.TempDir()
	for name, path := range map[string]string{
		"jsonl": writeFile(b, filepath.Join(dir, "a.jsonl"), jsonl...),
		"text":  writeFile(b, filepath.Join(dir, "a.txt"), plain...),
	} {
		b.Run(name, func(b *testing.B) {
			benchmarkRuns(b, func() int64 {
				return mustIndex(b, inDir(b, "a.db"), func(opt *Options) { opt.Workers = 1 }, path).Total.Documents
			})
		})
	}
}
