package record

import (
	"bytes"
	"io"
	"runtime"
	"testing"
)

// endless yields the same block again and again, and never ends by itself.
type endless []byte

func (e endless) Read(p []byte) (int, error) { return copy(p, e), nil }

// formatOf is the format of the tests' inputs where it has to be said.
var formatOf = map[string]string{"text": formatText}

// TestOverlongRecordsTakeNoMemory puts a huge record between two small ones.
func TestOverlongRecordsTakeNoMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 2 x 256 MiB")
	}
	const huge, allowed = 256 << 20, 8 << 20
	filler := endless(bytes.Repeat([]byte("x"), chunkSize))
	for name, parts := range map[string][2]string{
		"lines": {"1\n", "\n3"},
		"array": {"[1,\n\"", "\",\n3]"},
		"text":  {"1<|endoftext|>", "<|endoftext|>3"},
	} {
		t.Run(name, func(t *testing.T) {
			r := io.MultiReader(bytes.NewReader([]byte(parts[0])), io.LimitReader(filler, huge), bytes.NewReader([]byte(parts[1])))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := NewFile("f", r, Options{MaxRecord: 1 << 20, Format: formatOf[name]})
			if err != nil {
				t.Fatal(err)
			}
			var records, faults int
			for rec, err := range f.Records() {
				if err != nil {
					checkError(t, err, "f:2: record longer than 1.0 MiB")
					faults++
					continue
				}
				digits := bytes.Trim(rec.Data, `{"tex:}`)
				records += int(digits[0] - '0')
			}
			runtime.ReadMemStats(&after)
			if records != 1+3 || faults != 1 {
				t.Errorf("sum of records %d, faults %d", records, faults)
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > allowed {
				t.Errorf("%d bytes allocated in all; want at most %d", grown, allowed)
			}
		})
	}
}

// TestNoAllocationPerRecord reads five times as many records, 40,000 more, with
// less than one allocation more for a hundred of them.
func TestNoAllocationPerRecord(t *testing.T) {
	record := []byte(`{"question":"What is 12 times 84?","completion":"1008"}`)
	for name, wrap := range map[string]func(n int) []byte{
		"lines": func(n int) []byte { return bytes.Repeat(append(record, '\n'), n) },
		"array": func(n int) []byte {
			return append(append([]byte("["), bytes.Join(slicesOf(record, n), []byte(","))...), ']')
		},
		"text": func(n int) []byte { return bytes.Join(slicesOf(record, n), []byte(DefaultSeparator)) },
	} {
		allocs := func(n int) float64 {
			content := wrap(n)
			return testing.AllocsPerRun(3, func() {
				f, err := NewFile("f", bytes.NewReader(content), Options{Format: formatOf[name]})
				if err != nil {
					t.Fatal(err)
				}
				for _, err := range f.Records() {
					if err != nil {
						t.Fatal(err)
					}
				}
			})
		}
		// A block of a thousand records takes some.
		few, many := allocs(10_000), allocs(50_000)
		if many > few+400 {
			t.Errorf("%s: %v allocations for 10,000 records and %v for 50,000", name, few, many)
		}
	}
}

func slicesOf(data []byte, n int) [][]byte {
	all := make([][]byte, n)
	for i := range all {
		all[i] = data
	}
	return all
}
