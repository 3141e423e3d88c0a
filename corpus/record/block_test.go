package record

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readBlocks is read by blocks, each looked at in a goroutine of its own and then
// released.
func readBlocks(t *testing.T, content []byte, opt Options, size int) (items []string, fatal error) {
	t.Helper()
	f, err := NewFile("f", bytes.NewReader(content), opt)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	f.chunkSize = size
	var found sync.Mutex
	add := func(line int, isFault bool, what string) {
		found.Lock()
		defer found.Unlock()
		mark := map[bool]string{true: "!"}[isFault]
		items = append(items, fmt.Sprintf("%04d%s %s", line, mark, what))
	}
	var running sync.WaitGroup
	for b, err := range f.Blocks() {
		var fault *Fault
		switch {
		case errors.As(err, &fault):
			add(fault.Line, true, fault.Reason)
		case err != nil:
			fatal = err
		default:
			running.Go(func() {
				for rec, err := range b.Records() {
					if errors.As(err, &fault) {
						add(rec.Line, true, fault.Reason)
					} else {
						add(rec.Line, false, string(rec.Data))
					}
				}
				b.Release()
				b.Release() // a second time does no harm
			})
		}
	}
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
			got, err := readBlocks(t, []byte(test.content), test.opt, size)
			if diff := cmp.Diff(want, got); diff != "" && wantErr == nil {
				t.Errorf("%s, chunks of %d: %.2000s", name, size, diff)
			}
			if fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Errorf("%s, chunks of %d: %v, want %v", name, size, err, wantErr)
			}
		}
	}
}
