package coverage_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
)

// The same files give the same bytes of database on however many processors.
func TestAnalyzeOnAnyNumberOfProcessors(t *testing.T) {
	dir := t.TempDir()
	var documents, lines []any
	for _, instance := range drawProblems(t, "3x2", 300, 1) {
		documents = append(documents, document(t, instance.Question()))
	}
	for i, instance := range drawProblems(t, "3x2", 300, 2) {
		lines = append(lines, response(fmt.Sprint(i), instance.Question(), string(instance.AppendScratchpad(nil))),
			response(fmt.Sprint(i), instance.Question(), fmt.Sprintf("The answer is %d.", i)))
	}
	train := write(t, filepath.Join(dir, "train.jsonl"), documents...)
	said := write(t, filepath.Join(dir, "said.jsonl"), lines...)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first []byte
	for _, processors := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(processors)
		path := filepath.Join(dir, fmt.Sprint(processors, ".db"))
		db, err := database.Create(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		index(t, db, "train", train)
		analyze(t, db, options(said))
		db.Close()
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = content
		}
		if !bytes.Equal(content, first) {
			t.Errorf("%d processors make another database than 1", processors)
		}
	}
}
