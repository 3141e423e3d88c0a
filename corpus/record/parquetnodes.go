package record

import (
	"errors"
	"io"
	"math"
	"strconv"

	"github.com/parquet-go/parquet-go/format"
)

// A Parquet file has each leaf of its schema in a column of its own. Beside every
// value stand two levels: the definition level says how many of the optional and
// repeated nodes above are there, the repetition level which repeated node the
// value continues (0: it starts a row). From these the nesting is put together.

// parquetNode is a node of the schema; append appends its next value as JSON.
type parquetNode interface {
	append(dst []byte) ([]byte, error)
	first() *parquetLeaf // the leaf that shows the levels of the node
	skip() error         // passes over one value of each leaf: the one that stands for nothing
}

// parquetGroup is an object.
type parquetGroup struct {
	names []string // as JSON, with the colon
	nodes []parquetNode
}

func (g *parquetGroup) add(name string, node parquetNode) {
	g.names = append(g.names, string(appendString(nil, name))+":")
	g.nodes = append(g.nodes, node)
}

func (g *parquetGroup) append(dst []byte) (_ []byte, err error) {
	dst = append(dst, '{')
	for i, node := range g.nodes {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = node.append(append(dst, g.names[i]...)); err != nil {
			return nil, err
		}
	}
	return append(dst, '}'), nil
}

func (g *parquetGroup) first() *parquetLeaf { return g.nodes[0].first() }

func (g *parquetGroup) skip() error {
	for _, node := range g.nodes {
		if err := node.skip(); err != nil {
			return err
		}
	}
	return nil
}

// parquetOptional is null or what is below it.
type parquetOptional struct {
	parquetNode
	defined int // definition level from which on it is there
}

func (o *parquetOptional) append(dst []byte) ([]byte, error) {
	leaf := o.first()
	if ok, err := leaf.peek(); err != nil {
		return nil, err
	} else if ok && leaf.definition >= o.defined {
		return o.parquetNode.append(dst)
	}
	return append(dst, "null"...), o.skip()
}

// parquetList is an array.
type parquetList struct {
	parquetNode         // of an element
	defined, repeat int // levels: definition of an element, repetition of all but the first
	table           *parquetTable
}

func (l *parquetList) append(dst []byte) ([]byte, error) {
	leaf := l.first()
	ok, err := leaf.peek()
	if err != nil {
		return nil, err
	}
	if !ok || leaf.definition < l.defined {
		return append(dst, "[]"...), l.skip()
	}
	for separator := byte('['); ; separator = ',' {
		if dst, err = l.parquetNode.append(append(dst, separator)); err != nil {
			return nil, err
		}
		if dst, err = l.table.cut(dst); err != nil {
			return nil, err
		}
		if ok, err = leaf.peek(); err != nil {
			return nil, err
		}
		if !ok || leaf.repetition != l.repeat {
			return append(dst, ']'), nil
		}
	}
}

// parquetLeaf is a column, read value by value.
type parquetLeaf struct {
	column            int // of the row group
	kind              format.Type
	unsigned          bool
	defined, repeated int // its highest levels
	maxRecord         int // bytes

	pages parquetPages
	page  parquetPage // page.count is how many values are left

	isPeeked               bool // the levels are those of the next value
	definition, repetition int
}

// start goes to the first value of a row group.
func (l *parquetLeaf) start(chunk *format.ColumnMetaData, size int64) error {
	l.page, l.isPeeked = parquetPage{}, false
	return l.pages.start(chunk, size)
}

// peek reads the levels of the next value. It returns false at the end of the row
// group.
func (l *parquetLeaf) peek() (ok bool, err error) {
	if l.isPeeked {
		return true, nil
	}
	for l.page.count == 0 {
		l.page, err = l.pages.next()
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	repetition, err := l.page.repetition.next()
	if err != nil {
		return false, err
	}
	definition, err := l.page.definitions.next()
	if err != nil {
		return false, err
	}
	l.page.count--
	l.isPeeked, l.repetition, l.definition = true, int(repetition), int(definition)
	if l.definition > l.defined || l.repetition > l.repeated {
		return false, errors.New("levels higher than the schema's")
	}
	return true, nil
}

// next returns the next value, and false where that is null.
func (l *parquetLeaf) next() (value parquetValue, isThere bool, err error) {
	ok, err := l.peek()
	if err == nil && !ok {
		err = errors.New("a column ends early")
	}
	if err != nil {
		return value, false, err
	}
	l.isPeeked = false
	if l.definition < l.defined {
		return value, false, nil
	}
	value, err = l.page.values.next()
	return value, true, err
}

func (l *parquetLeaf) first() *parquetLeaf { return l }

func (l *parquetLeaf) skip() error {
	_, _, err := l.next()
	return err
}

func (l *parquetLeaf) append(dst []byte) ([]byte, error) {
	value, isThere, err := l.next()
	switch {
	case err != nil:
		return nil, err
	case !isThere: // null where the levels promise a value
		return append(dst, "null"...), nil
	}
	switch l.kind {
	case format.Boolean:
		return strconv.AppendBool(dst, value.bits != 0), nil
	case format.Int32:
		return l.appendInteger(dst, int64(int32(value.bits)), uint64(uint32(value.bits))), nil
	case format.Int64:
		return l.appendInteger(dst, int64(value.bits), value.bits), nil
	case format.Float:
		return appendFloat(dst, float64(math.Float32frombits(uint32(value.bits))), 32), nil
	case format.Double:
		return appendFloat(dst, math.Float64frombits(value.bits), 64), nil
	}
	// Of a text that is too long for a record only so much is taken that the record
	// is too long as well.
	return appendString(dst, value.text[:min(len(value.text), l.maxRecord)]), nil
}

func (l *parquetLeaf) appendInteger(dst []byte, signed int64, unsigned uint64) []byte {
	if l.unsigned {
		return strconv.AppendUint(dst, unsigned, 10)
	}
	return strconv.AppendInt(dst, signed, 10)
}
