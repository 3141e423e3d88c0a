package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/record"
)

func TestRejectLimit(t *testing.T) {
	for _, test := range []struct {
		limit             string
		rejected, records int64
		exceeded          bool
	}{
		{"0", 0, 10, false}, {"0", 1, 10, true},
		{"20", 20, 21, false}, {"20", 21, 1000, true},
		{"1%", 1, 100, false}, {"1%", 2, 100, true}, {"1%", 1, 99, true}, {"1%", 0, 0, false},
		{"29%", 29, 100, false}, {"29%", 30, 100, true}, // 0.29 * 100 is 28.999.. in binary
		{"7%", 7, 100, false}, {"0.1%", 1, 1000, false}, {"0.1%", 2, 1000, true},
		{"0%", 0, 10, false}, {"0%", 1, 10, true}, {"100%", 10, 10, false},
	} {
		limit, err := ParseRejectLimit(test.limit)
		if err != nil {
			t.Errorf("%s: %v", test.limit, err)
			continue
		}
		if limit.String() != test.limit {
			t.Errorf("%s reads as %s", test.limit, limit)
		}
		if got := limit.Exceeded(test.rejected, test.records); got != test.exceeded {
			t.Errorf("%d of %d exceeds %s: %v", test.rejected, test.records, test.limit, got)
		}
	}
	for _, text := range []string{"", "%", "many", "-1", "-1%", "101%", "1.5", "NaN%", "Inf%", "1 %", "1%%"} {
		_, err := ParseRejectLimit(text)
		wantError(t, err, fmt.Sprintf("%q", text), "use a number such as 20")
	}
}

// The faults that are kept are the first, whoever found them and in whatever order.
func TestFaultListKeepsTheFirst(t *testing.T) {
	const n = 5*maxFaults + 3
	var list faultList
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(n) {
		list.add(locatedFault{i % 3, record.Fault{Line: i}})
	}
	list.trim()
	if len(list) != maxFaults {
		t.Fatalf("%d faults kept", len(list))
	}
	for k, f := range list { // file 0 has more than maxFaults: its lines 0, 3, 6, ..
		if f.file != 0 || f.Line != 3*k {
			t.Fatalf("fault %d is of file %d, line %d", k, f.file, f.Line)
		}
	}
}

// Every record is compiled, empty or rejected, whatever is wrong with it.
func TestIndexAccount(t *testing.T) {
	good := scratchpads(t, 1, 4, "2x2")
	file := writeFile(t, inDir(t, "mixed.jsonl"),
		good[0],
		`{"question": "What is 12 times 84?", "answer": "10`, // 2: cut off
		good[1],            // 3
		`{"q": 1}`,         // 4: no fields
		`["no", "object"]`, // 5
		"{\"question\": \"\xff\", \"answer\": \"1\"}",          // 6: not UTF-8
		`{"question": "What is love?", "answer": "Unknown."}`,  // 7: empty
		`{"question": "What is 12 times 84?", "answer": 1008}`, // 8: from input
		``,                        // 9: blank lines are no records
		strings.Repeat("[", 2000), // 10
		good[2],                   // 11
		`{"question": "What is `+strings.Repeat("9", 257)+` times `+strings.Repeat("9", 257)+`?", "answer": "1"}`, // 12: too long factors
		good[3],
	)
	for _, workers := range []int{1, 4} {
		path := inDir(t, "a.db")
		report := mustIndex(t, path, func(opt *Options) {
			opt.Workers, opt.MaxRejects, opt.Task = workers, RejectLimit{Count: 6}, unsolvable{}
		}, file)
		a := report.Files[0]
		if a.Documents != 12 || a.Compiled != 5 || a.Empty != 1 || a.Rejected != 6 || a.FromTrace != 4 || a.FromInput != 1 {
			t.Errorf("account %+v", a)
		}
		var faults []string
		for _, f := range report.Faults {
			faults = append(faults, strings.TrimPrefix(f.Error(), file))
		}
		for i, want := range []string{":2: not valid JSON (cut off?)", `:4: no known fields among "q"`, ":5: record is no JSON object", ":6: not valid UTF-8", ":10: n", ":12: 257 digits times 257 digits are more than 65536 columns"} {
			if i >= len(faults) || !strings.HasPrefix(faults[i], want) {
				t.Errorf("faults %q, want %q at %d", faults, want, i)
			}
		}
		if len(faults) != 6 {
			t.Errorf("%d faults", len(faults))
		}
		got := query(t, path, "SELECT documents, compiled, empty, rejected, from_trace, from_input, format FROM corpus_file")
		if want := []string{"12 5 1 6 4 1 jsonl"}; !slices.Equal(got, want) {
			t.Errorf("corpus_file %q, want %q", got, want)
		}
		got = query(t, path, "SELECT documents, compiled, empty, rejected, nodes, bytes FROM corpus")
		if want := []string{fmt.Sprintf("12 5 1 6 %d %d", report.Nodes, a.Bytes)}; !slices.Equal(got, want) {
			t.Errorf("corpus %q, want %q", got, want)
		}
	}
	path := inDir(t, "a.db")
	report, err := index(t, path, func(opt *Options) { opt.MaxRejects, opt.Task = RejectLimit{Count: 5}, unsolvable{} }, file)
	wantError(t, err, "6 of 12 records are faulty", "--max-rejects 5", "the first: "+file+":2: not valid JSON")
	wantNothing(t, path)
	if len(report.Faults) != 6 {
		t.Errorf("the report of a run that failed has %d faults", len(report.Faults))
	}
}

// Faults that the reader finds are reported among those of the workers.
func TestIndexReportsLongRecords(t *testing.T) {
	good := scratchpads(t, 1, 3, "1x1")
	long := jsonRecord(t, "text", strings.Repeat("x", 5000))
	file := writeFile(t, inDir(t, "a.jsonl"), good[0], "{", long, good[1], "[]", long, good[2])
	report := mustIndex(t, inDir(t, "a.db"), func(opt *Options) { opt.MaxRecord, opt.MaxRejects = 4000, RejectLimit{Count: 4} }, file)
	var lines []int
	for _, f := range report.Faults {
		lines = append(lines, f.Line)
	}
	if !slices.Equal(lines, []int{2, 3, 5, 6}) || !strings.Contains(report.Faults[1].Reason, "longer than") {
		t.Errorf("faults %v", report.Faults)
	}
	if a := report.Total; a.Documents != 7 || a.Rejected != 4 || a.Compiled != 3 {
		t.Errorf("total %+v", a)
	}
}

// The files are in the account in their order, with what is in each; those
// after a failure are not.
func TestIndexAccountsForEveryFile(t *testing.T) {
	a, b := corpusFile(t, 1, 5, "2x2"), corpusFile(t, 2, 7, "1x1")
	qa := writeFile(t, inDir(t, "qa.json.gz"), `[{"question": "What is 3 times 4?", "answer": "12"}, {"question": "Who?", "answer": "Me."}]`)
	report := mustIndex(t, inDir(t, "a.db"), nil, a, qa, b)
	type row struct {
		Path, Format                 string
		Documents, Compiled, Empty   int64
		FromTrace, FromInput, Reject int64
	}
	var rows []row
	for _, f := range report.Files {
		rows = append(rows, row{f.Path, f.Format, f.Documents, f.Compiled, f.Empty, f.FromTrace, f.FromInput, f.Rejected})
		if sum, err := record.Hash(f.Path, record.SHA256); err != nil || sum != f.SHA256 {
			t.Errorf("%s has the hash %s, want %s", f.Path, f.SHA256, sum)
		}
	}
	want := []row{{a, "jsonl", 5, 5, 0, 5, 0, 0}, {qa, "json.gz", 2, 1, 1, 0, 1, 0}, {b, "jsonl", 7, 7, 0, 7, 0, 0}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if report.Total.Documents != 14 || report.Total.Compiled != 13 || report.Total.Empty != 1 {
		t.Errorf("total %+v", report.Total)
	}
	report, err := index(t, inDir(t, "b.db"), nil, a, inDir(t, "nowhere.jsonl"), b)
	if err == nil || len(report.Files) != 2 || report.Files[1].SHA256 != "" {
		t.Errorf("error %v, files %+v", err, report.Files)
	}
}
