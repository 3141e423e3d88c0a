package corpus

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/graph"
)

func randomRow(t *rapid.T) row {
	documents := rapid.OneOf(rapid.Int64Range(0, 3), rapid.Just[int64](math.MaxUint32)).Draw(t, "documents")
	return row{
		fingerprint: fingerprints().Draw(t, "fingerprint"),
		kind:        rapid.SampledFrom([]int32{0, 1, 127, 128, math.MaxInt32}).Draw(t, "kind"),
		nodes:       rapid.SampledFrom([]int32{0, 1, 127, 128, math.MaxInt32}).Draw(t, "nodes"),
		documents:   documents,
		occurrences: documents + rapid.SampledFrom([]int64{0, 1, 1 << 14, math.MaxUint32}).Draw(t, "more"),
	}
}

// Rows come back from a file as they went in, whatever the buffer; of a file
// that was cut short, no row is made up.
func TestSpilledRowsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rapid.Custom(randomRow)).Draw(t, "rows")
		file := bytes.Repeat([]byte("before"), rapid.IntRange(0, 2).Draw(t, "before"))
		from := int64(len(file))
		for _, r := range rows {
			before := len(file)
			file = appendRow(file, &r)
			if len(file)-before > longestRow {
				t.Fatalf("%+v takes %d bytes", r, len(file)-before)
			}
		}
		to := int64(len(file))
		damaged := rapid.Bool().Draw(t, "damaged") && to > from
		if damaged {
			file = file[:rapid.Int64Range(from, to-1).Draw(t, "cut")]
		} else {
			file = append(file, "after"...)
		}
		s := fileSource{file: bytes.NewReader(file), rest: section{from, to}, buffer: make([]byte, longestRow+rapid.IntRange(0, 99).Draw(t, "buffer"))}
		for i := 0; ; i++ {
			r, ok, err := s.next()
			switch {
			case err != nil && damaged:
				return
			case err != nil:
				t.Fatal(err)
			case !ok && (damaged || i != len(rows)):
				t.Fatalf("%d rows of %d, damaged: %v", i, len(rows), damaged)
			case !ok:
				return
			case r != rows[i]:
				t.Fatalf("row %d is %+v, want %+v", i, r, rows[i])
			}
		}
	})
}

func TestDamagedRows(t *testing.T) {
	short := []byte{1, 2, 3}
	unending := bytes.Repeat([]byte{0xff}, longestRow) // a number that does not end
	for _, data := range [][]byte{short, unending} {
		s := fileSource{file: bytes.NewReader(data), rest: section{0, int64(len(data))}, buffer: make([]byte, 100)}
		if r, ok, err := s.next(); !errors.Is(err, errSpillDamaged) {
			t.Errorf("%v: row %v, %v, error %v", data, r, ok, err)
		}
	}
}

// However little memory there is and however many workers share it, the
// database is the same to the byte: for a corpus in which everything occurs in
// every document, and for one in which nearly nothing occurs twice.
func TestAnyMemoryMakesTheSameDatabase(t *testing.T) {
	if raceDetector {
		t.Skip("takes long under the race detector; the twin of the counters spills, too")
	}
	same := scratchpads(t, 1, 1, "4x4")
	var skewed []string
	for range 3000 {
		skewed = append(skewed, same...)
	}
	for name, records := range map[string][]string{
		"skewed":  append(skewed, scratchpads(t, 2, 300, "4x4")...),
		"spread":  scratchpads(t, 3, 2000, "5x5"),
		"smaller": scratchpads(t, 4, 20, "2x2"), // than the smallest run
	} {
		t.Run(name, func(t *testing.T) {
			file, more := writeFile(t, inDir(t, "a.jsonl"), records...), corpusFile(t, 5, 500, "4x4")
			var want [2][]byte
			for i, test := range []struct {
				memory  int64
				workers int
			}{{1 << 40, 1}, {1 << 40, 5}, {1, 1}, {1, 3}, {4 << 20, 2}} {
				path := inDir(t, "a.db")
				for round, input := range []string{file, more} { // a new database, then more for it
					mustIndex(t, path, func(opt *Options) { opt.Memory, opt.Workers = test.memory, test.workers }, input)
					got, err := os.ReadFile(path)
					if err != nil {
						t.Fatal(err)
					}
					if i == 0 {
						want[round] = got
						if sound := query(t, path, "PRAGMA integrity_check"); sound[0] != "ok" {
							t.Errorf("run %d: SQLite says %q", round+1, sound)
						}
					} else if !bytes.Equal(got, want[round]) {
						t.Fatalf("run %d with %d bytes and %d workers makes another database", round+1, test.memory, test.workers)
					}
				}
				if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
					t.Errorf("left beside the database: %v, %v", left, err)
				}
			}
		})
	}
}

// A directory that cannot hold what does not fit is refused before anything is
// read: it may be hours until it is needed.
func TestTemporaryDirectory(t *testing.T) {
	path, input := inDir(t, "a.db"), corpusFile(t, 1, 5, "4x4")
	for _, temp := range []string{inDir(t, "missing"), input} {
		_, err := index(t, path, func(opt *Options) { opt.Temp = temp }, input)
		wantError(t, err, temp+" is no directory for temporary files: name another with --temp")
		wantNothing(t, path)
	}
}

// Emptied tables are filled again without taking more memory.
func TestEmptiedTablesAreUsedAgain(t *testing.T) {
	c, s := NewCounter(graph.DefaultScopes(), false), &spill{dir: t.TempDir()}
	defer s.close()
	g := new(graph.Graph)
	fill := func() {
		for i := range 3 * chunkEntries {
			g.Reset()
			two := g.Source(graph.Name("a"), string(rune('a'+i)))
			g.Add("add", graph.Name("b"), "4", two, two)
			c.Add(g, problem{})
		}
	}
	chunks := 0
	for run := range 4 {
		fill()
		if err := s.write(c); err != nil {
			t.Fatal(err)
		}
		if run == 0 {
			chunks = len(c.spare)
		}
		if len(c.spare) != chunks || chunks < 2*3 { // of the scopes that tell the documents apart, and others
			t.Fatalf("%d chunks are spare, want %d", len(c.spare), chunks)
		}
	}
	if len(s.runs) != 4 {
		t.Errorf("%d runs", len(s.runs))
	}
}
