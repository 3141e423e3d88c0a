package record

import (
	"bytes"
	"strings"
	"testing"
)

// The sums of nothing and of abc as their specifications give them: FIPS 180-2,
// and the test vectors of the reference program xxhsum -H128.
func TestHash(t *testing.T) {
	for _, test := range []struct {
		content string
		kind    HashKind
		want    string
	}{
		{"", SHA256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"", XXH3, "xxh3:99aa06d3014798d86001c324468d497f"},
	} {
		path := writeTo(t, "f", []byte(test.content))
		sum, err := Hash(path, test.kind)
		if err != nil || sum != test.want {
			t.Errorf("%q: %s, %v; want %s", test.content, sum, err, test.want)
		}
		if kind := KindOf(sum); kind != test.kind && test.kind != "" {
			t.Errorf("%s is said to be of %s", sum, kind)
		}
	}
	_, err := Hash("f", "md5")
	checkError(t, err, `unknown hash "md5": use sha256 or xxh3`)
	_, err = NewFile("f", strings.NewReader("{}"), Options{Hash: "md5"})
	checkError(t, err, `f: unknown hash "md5"`)
}

// While it is read a file has the sum that it has as a whole, however large it is
// and wherever the reading is done.
func TestSumWhileReading(t *testing.T) {
	for _, size := range []int{0, 1, sniffLen, asideSize, 3*asideSize + 1, 20 * asideSize} {
		content := bytes.Repeat([]byte("{}\n"), size/3+1)[:size]
		path := writeTo(t, "f.jsonl", content)
		for _, kind := range HashKinds() {
			want, err := Hash(path, kind)
			if err != nil {
				t.Fatal(err)
			}
			for name, read := range map[string]func(f *File){
				"records": func(f *File) {
					for range f.Records() {
					}
				},
				"blocks": func(f *File) {
					for b := range f.Blocks() {
						b.Release()
					}
				},
			} {
				f, err := Open(path, Options{Hash: kind})
				if err != nil {
					t.Fatal(err)
				}
				read(f)
				f.Close()
				if f.Sum() != want {
					t.Errorf("%d bytes, %s, %s: sum %s, want %s", size, kind, name, f.Sum(), want)
				}
			}
		}
	}
}
