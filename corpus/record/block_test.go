package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readBlocks is read by blocks, which some goroutines look at and release.
func readBlocks(t *testing.T, content []byte, opt Options, size int, byPieces bool) (items []string, fatal error) {
	t.Helper()
	f, err := newTestFile(content, opt, size, byPieces)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var found sync.Mutex
	add := func(line int, isFault bool, what string) {
		found.Lock()
		defer found.Unlock()
		mark := map[bool]string{true: "!"}[isFault]
		items = append(items, fmt.Sprintf("%04d%s %s", line, mark, what))
	}
	blocks := make(chan *Block)
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			for b := range blocks {
				for rec, err := range b.Records() {
					if fault, ok := errors.AsType[*Fault](err); ok {
						add(rec.Line, true, fault.Reason)
					} else {
						add(rec.Line, false, string(rec.Data))
					}
				}
				b.Release()
				b.Release() // a second time does no harm
			}
		})
	}
	for b, err := range f.Blocks() {
		var fault *Fault
		switch {
		case errors.As(err, &fault):
			add(fault.Line, true, fault.Reason)
		case err != nil:
			fatal = err
		default:
			blocks <- b
		}
	}
	close(blocks)
	running.Wait()
	slices.Sort(items)
	return items, fatal
}

// However the records of a file are had, they are the same, and so is what is
// wrong with them.
func TestBlocksAgreeWithRecords(t *testing.T) {
	long := `{"a": "` + strings.Repeat("long ", 40) + `"}`
	records := []string{`{"a": 1}`, "", `{"a": "b"`, " {} ", "\xff", long, `[1, 2]`, "\r", strings.Repeat("[", MaxDepth+1), `"x"`, "7"}
	var many []string
	for i := range 3000 {
		many = append(many, records[i*i%len(records)])
	}
	opt := Options{MaxRecord: 200}
	for name, test := range map[string]struct {
		content string
		opt     Options
	}{
		"lines":      {"{}\n" + strings.Join(many, "\n"), opt},
		"text":       {strings.Join(many, DefaultSeparator), Options{MaxRecord: 200, Format: formatText}},
		"array":      {"[" + strings.Join([]string{`{"a": 1}`, long, "nil", `"x"`, "{}"}, ",\n") + "]", opt},
		"documents":  {"{\n}\n" + strings.Repeat("{\"a\":\n1}\n"+long+"\n", 1500), opt},
		"broken off": {"[1,\n2,", opt},
		"nothing":    {"\n\n", opt},
	} {
		for _, size := range []int{1, 7, 1000, chunkSize} {
			want, wantErr := read(t, []byte(test.content), test.opt, size)
			for i, item := range want {
				var line int
				rest := item
				if n, err := fmt.Sscanf(item, "%d", &line); n == 1 && err == nil {
					rest = strings.TrimLeft(item, "0123456789")
				}
				want[i] = fmt.Sprintf("%04d%s", line, rest)
			}
			slices.Sort(want)
			for _, byPieces := range []bool{false, true} {
				got, err := readBlocks(t, []byte(test.content), test.opt, size, byPieces)
				if diff := cmp.Diff(want, got); diff != "" && wantErr == nil {
					t.Errorf("%s, chunks of %d, by pieces %v: %.2000s", name, size, byPieces, diff)
				}
				if fmt.Sprint(err) != fmt.Sprint(wantErr) {
					t.Errorf("%s, chunks of %d, by pieces %v: %v, want %v", name, size, byPieces, err, wantErr)
				}
			}
		}
	}
}
