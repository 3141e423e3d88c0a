package corpus

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/zeebo/xxh3"

	"github.com/graphcov/graphcov/graph"
)

// row is what was counted of one fingerprint.
type row struct {
	fingerprint graph.Fingerprint
	kind        int32
	nodes       int32
	documents   int64
	occurrences int64
}

// add joins the counts of the same fingerprint in other documents.
func (r *row) add(other *row) {
	r.documents += other.documents
	r.occurrences += other.occurrences
	r.nodes = min(r.nodes, other.nodes)
}

// spill is a temporary file for what no longer fits into the memory of one
// Counter: its tables, each as a run of rows in the order of their
// fingerprints. A row is the 16 bytes of the fingerprint and four numbers,
// mostly of one byte each. It is not compressed, since nothing can be saved on
// fingerprints, which are random.
type spill struct {
	dir    string
	create func() (*os.File, error) // nil: a temporary file in dir
	file   *os.File                 // nil until there is a run
	end    int64
	runs   []run
	sum    *xxh3.Hasher // of all runs; nil where nobody asks
}

// run has a section for every table of the Counter.
type run []section

// section is where in the file the rows of a table are.
type section struct{ from, to int64 }

// write empties the tables of the Counter into the file.
func (s *spill) write(c *Counter) error {
	if err := s.writeRun(c); err != nil {
		return fmt.Errorf("temporary file in %s: %w; make room, or name another directory with --temp", s.dir, err)
	}
	c.reset()
	return nil
}

func (s *spill) writeRun(c *Counter) (err error) {
	if s.file == nil {
		if s.create != nil {
			s.file, err = s.create()
		} else {
			s.file, err = temporaryFile(s.dir)
		}
		if err != nil {
			return err
		}
	}
	var to io.Writer = io.NewOffsetWriter(s.file, s.end)
	if s.sum != nil {
		to = io.MultiWriter(to, s.sum)
	}
	out := bufio.NewWriterSize(to, 1<<18)
	c.settle()
	sections, end := make(run, len(c.tables)), s.end
	var b []byte
	for i := range c.tables {
		from := end
		if i != c.terms || i < len(c.scopes) { // not the terms that nobody asked for
			source := tableSource(c.tables[i].sorted())
			for r, ok, _ := source.next(); ok; r, ok, _ = source.next() {
				b = appendRow(b[:0], &r)
				if _, err := out.Write(b); err != nil {
					return err
				}
				end += int64(len(b))
			}
		}
		sections[i] = section{from, end}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	s.end = end
	s.runs = append(s.runs, sections)
	return nil
}

// close lets go of the file, which is then gone.
func (s *spill) close() {
	if s.file != nil {
		s.file.Close()
	}
}

// longestRow is the most bytes that a row takes.
const longestRow = 16 + 2*binary.MaxVarintLen32 + 2*binary.MaxVarintLen64

func appendRow(b []byte, r *row) []byte {
	b = binary.BigEndian.AppendUint64(b, r.fingerprint.Hi)
	b = binary.BigEndian.AppendUint64(b, r.fingerprint.Lo)
	b = binary.AppendUvarint(b, uint64(r.kind))
	b = binary.AppendUvarint(b, uint64(r.nodes))
	b = binary.AppendUvarint(b, uint64(r.documents))
	return binary.AppendUvarint(b, uint64(r.occurrences-r.documents))
}

// source is sorted rows of one table: in memory, or in a section of a file.
type source interface {
	next() (r row, ok bool, err error)
}

// tableSource is the sorted entries of a table in memory.
type tableSource []entry

func (s *tableSource) next() (r row, ok bool, err error) {
	if len(*s) == 0 {
		return row{}, false, nil
	}
	e := &(*s)[0]
	*s = (*s)[1:]
	return row{e.key, e.kind, e.tally.nodes, int64(e.tally.documents), int64(e.tally.occurrences)}, true, nil
}

// fileSource reads a section of a file.
type fileSource struct {
	file     io.ReaderAt
	rest     section // not read yet
	buffer   []byte
	from, to int // buffer[from:to] is read and not yet handed out
}

// next hands out the next row.
func (s *fileSource) next() (r row, ok bool, err error) {
	if s.to-s.from < longestRow && s.rest.from < s.rest.to {
		if err := s.fill(); err != nil {
			return row{}, false, fmt.Errorf("reading a temporary file: %w", err)
		}
	}
	b := s.buffer[s.from:s.to]
	if len(b) == 0 {
		return row{}, false, nil
	}
	if len(b) < 16 {
		return row{}, false, errSpillDamaged
	}
	r.fingerprint = graph.Fingerprint{Hi: binary.BigEndian.Uint64(b), Lo: binary.BigEndian.Uint64(b[8:])}
	b = b[16:]
	var numbers [4]uint64
	for i := range numbers {
		n, length := binary.Uvarint(b)
		if length <= 0 {
			return row{}, false, errSpillDamaged
		}
		numbers[i], b = n, b[length:]
	}
	r.kind, r.nodes, r.documents = int32(numbers[0]), int32(numbers[1]), int64(numbers[2])
	r.occurrences = r.documents + int64(numbers[3])
	s.from = s.to - len(b)
	return r, true, nil
}

// errSpillDamaged is a fault of the disk: nobody else writes to the file.
var errSpillDamaged = errors.New("a temporary file is damaged; see whether the disk is sound, or name another directory with --temp")

func (s *fileSource) fill() error {
	s.to = copy(s.buffer, s.buffer[s.from:s.to])
	s.from = 0
	n := min(int64(len(s.buffer)-s.to), s.rest.to-s.rest.from)
	if _, err := s.file.ReadAt(s.buffer[s.to:s.to+int(n)], s.rest.from); err != nil {
		return err
	}
	s.to += int(n)
	s.rest.from += n
	return nil
}
