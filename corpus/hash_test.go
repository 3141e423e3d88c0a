package corpus

import (
	"slices"
	"testing"

	"github.com/graphcov/graphcov/corpus/record"
)

// By whichever hash files are known, one that is there already is found, and a
// corpus keeps to one.
func TestIndexHash(t *testing.T) {
	file := corpusFile(t, 1, 3, "1x1")
	for _, kind := range record.HashKinds() {
		path := inDir(t, "a.db")
		set := func(opt *Options) { opt.Hash = kind }
		mustIndex(t, path, set, file)
		want, err := record.Hash(file, kind)
		if err != nil {
			t.Fatal(err)
		}
		if got := query(t, path, "SELECT sha256 FROM corpus_file"); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
		_, err = index(t, path, set, file)
		wantError(t, err, "is in the corpus", "already")
		_, err = index(t, inDir(t, "b.db"), set, file, file)
		wantError(t, err, "it is the same file")
		for _, other := range record.HashKinds() {
			if other == kind {
				continue
			}
			_, err := index(t, path, func(opt *Options) { opt.Hash = other }, corpusFile(t, 2, 3, "1x1"))
			wantError(t, err, "knows its files by "+string(kind), "--hash "+string(kind), "--corpus")
		}
	}
}
