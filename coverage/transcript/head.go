package transcript

import (
	"bytes"
	"iter"
	"slices"
	"strings"
)

// Head is what a format is recognised by: the members of one of the first
// records, or the names of the files in an archive.
type Head struct {
	members map[string]byte // by key, the first byte of the value
	files   []string
}

// Has tells whether the record has all of these members.
func (h Head) Has(keys ...string) bool {
	return !slices.ContainsFunc(keys, func(key string) bool { return h.members[key] == 0 })
}

// Kind is the first byte of a member's value, so '{' for an object, '[' for an
// array and '"' for a text; 0 where there is no such member.
func (h Head) Kind(key string) byte { return h.members[key] }

// Contains tells whether the file is an archive with a file whose name starts
// like this.
func (h Head) Contains(prefix string) bool {
	return slices.ContainsFunc(h.files, func(name string) bool { return strings.HasPrefix(name, prefix) })
}

// A record that is longer than headLen shows only the members that begin within
// it. Of the records no more than headRecords are looked at.
const (
	headLen     = 1 << 20
	headRecords = 100
)

// heads yields one Head for an archive, else one for each of the first records.
func (in *Input) heads() iter.Seq[Head] {
	return func(yield func(Head) bool) {
		if in.archive != nil {
			var h Head
			for _, f := range in.archive.File {
				h.files = append(h.files, f.Name)
			}
			yield(h)
			return
		}
		text := bytes.TrimPrefix(in.head, []byte("\xef\xbb\xbf"))
		text = bytes.TrimPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("["))
		for range headRecords {
			text = bytes.TrimLeft(text, " \t\r\n")
			if bytes.HasPrefix(text, []byte("{")) && !yield(headOf(text)) {
				return
			}
			// The next record is at the start of a line, unless the first lacks
			// something that others have and is not in lines at all.
			next := bytes.Index(text, []byte("\n{"))
			if next < 0 {
				return
			}
			text = text[next+1:]
		}
	}
}

// headOf reads the members of an object as far as the text goes.
func headOf(text []byte) Head {
	h := Head{members: make(map[string]byte)}
	w := newWalker(bytes.NewReader(text))
	// The error is the end of the text, or that of a record that is not sound.
	w.object(func(key string) error {
		first, err := w.peek()
		if err == nil {
			h.members[key] = first
			err = w.skip()
		}
		return err
	})
	return h
}
