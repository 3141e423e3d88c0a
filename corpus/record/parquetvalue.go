package record

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
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

// newParquetNode returns nil for what is left out: leaves that are no text, number
// or boolean, and groups that have nothing else.
func newParquetNode(column *parquet.Column, t *parquetTable) parquetNode {
	var node parquetNode
	children := column.Columns()
	switch {
	case column.Leaf():
		if !isReadable(column.Type()) {
			return nil
		}
		leaf := &parquetLeaf{column: column.Index(), unsigned: isUnsigned(column.Type())}
		t.leaves = append(t.leaves, leaf)
		node = leaf
	case isListLayer(column):
		node = newParquetNode(children[0], t)
	default:
		group := &parquetGroup{}
		for _, child := range children {
			group.add(child, t)
		}
		if len(group.nodes) > 0 {
			node = group
		}
	}
	switch {
	case node == nil:
		return nil
	case column.Repeated():
		return &parquetList{node, column.MaxDefinitionLevel(), column.MaxRepetitionLevel()}
	case column.Optional():
		return &parquetOptional{node, column.MaxDefinitionLevel()}
	}
	return node
}

// isListLayer tells whether a group does nothing but hold a list or its elements:
// a list is written as group { repeated group list { element } }, or without the
// inner layer by older writers.
func isListLayer(column *parquet.Column) bool {
	children := column.Columns()
	if len(children) != 1 {
		return false
	}
	old := column.Name() == "array" || strings.HasSuffix(column.Name(), "_tuple")
	return children[0].Repeated() || column.Repeated() && !old
}

// isReadable leaves out dates, decimals and bytes that are marked as no text.
func isReadable(t parquet.Type) bool {
	switch t.Kind() {
	case parquet.Int96, parquet.FixedLenByteArray:
		return false
	}
	logical := t.LogicalType()
	if logical == nil || logical.Value == nil {
		return true
	}
	switch logical.Value.(type) {
	case *format.StringType, *format.EnumType, *format.JsonType, *format.IntType:
		return true
	}
	return false
}

func isUnsigned(t parquet.Type) bool {
	logical := t.LogicalType()
	if logical == nil {
		return false
	}
	integer, ok := logical.Value.(*format.IntType)
	return ok && !integer.IsSigned
}

// parquetGroup is an object.
type parquetGroup struct {
	names []string // as JSON, with the colon
	nodes []parquetNode
}

func (g *parquetGroup) add(column *parquet.Column, t *parquetTable) {
	if node := newParquetNode(column, t); node != nil {
		g.names = append(g.names, string(appendString(nil, column.Name()))+":")
		g.nodes = append(g.nodes, node)
	}
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
	value, ok, err := o.first().peek()
	switch {
	case err != nil:
		return nil, err
	case ok && value.DefinitionLevel() >= o.defined:
		return o.parquetNode.append(dst)
	}
	return append(dst, "null"...), o.skip()
}

// parquetList is an array.
type parquetList struct {
	parquetNode         // of an element
	defined, repeat int // levels: definition of an element, repetition of all but the first
}

func (l *parquetList) append(dst []byte) ([]byte, error) {
	value, ok, err := l.first().peek()
	if err != nil {
		return nil, err
	}
	if !ok || value.DefinitionLevel() < l.defined {
		return append(dst, "[]"...), l.skip()
	}
	for separator := byte('['); ; separator = ',' {
		if dst, err = l.parquetNode.append(append(dst, separator)); err != nil {
			return nil, err
		}
		value, ok, err = l.first().peek()
		if err != nil {
			return nil, err
		}
		if !ok || value.RepetitionLevel() != l.repeat {
			return append(dst, ']'), nil
		}
	}
}

// parquetLeaf is a column, read value by value.
type parquetLeaf struct {
	column   int
	unsigned bool

	pages  parquet.Pages
	page   parquet.Page // the values at hand refer to its memory
	values parquet.ValueReader
	buffer [64]parquet.Value
	rest   []parquet.Value // of buffer, not yet read
}

func (l *parquetLeaf) start(pages parquet.Pages) {
	l.pages, l.page, l.values, l.rest = pages, nil, nil, nil
}

// peek returns the next value and false at the end of the row group.
func (l *parquetLeaf) peek() (value parquet.Value, ok bool, err error) {
	for len(l.rest) == 0 {
		if l.values == nil {
			parquet.Release(l.page)
			l.page, err = l.pages.ReadPage()
			if err == io.EOF {
				l.page = nil
				return value, false, nil
			}
			if err != nil {
				return value, false, err
			}
			l.values = l.page.Values()
		}
		n, err := l.values.ReadValues(l.buffer[:])
		switch {
		case err == io.EOF:
			l.values = nil
		case err != nil:
			return value, false, err
		case n == 0:
			return value, false, io.ErrNoProgress
		}
		l.rest = l.buffer[:n]
	}
	return l.rest[0], true, nil
}

func (l *parquetLeaf) first() *parquetLeaf { return l }

func (l *parquetLeaf) skip() error {
	_, ok, err := l.peek()
	if err == nil && !ok {
		err = errors.New("a column ends early")
	}
	if err == nil {
		l.rest = l.rest[1:]
	}
	return err
}

func (l *parquetLeaf) append(dst []byte) ([]byte, error) {
	value, _, err := l.peek()
	if err != nil {
		return nil, err
	}
	switch value.Kind() {
	case parquet.Boolean:
		dst = strconv.AppendBool(dst, value.Boolean())
	case parquet.Int32:
		dst = l.appendInteger(dst, int64(value.Int32()), uint64(value.Uint32()))
	case parquet.Int64:
		dst = l.appendInteger(dst, value.Int64(), value.Uint64())
	case parquet.Float:
		dst = appendFloat(dst, float64(value.Float()), 32)
	case parquet.Double:
		dst = appendFloat(dst, value.Double(), 64)
	case parquet.ByteArray:
		dst = appendString(dst, value.ByteArray())
	default: // null where the levels promise a value
		dst = append(dst, "null"...)
	}
	return dst, l.skip()
}

func (l *parquetLeaf) appendInteger(dst []byte, signed int64, unsigned uint64) []byte {
	if l.unsigned {
		return strconv.AppendUint(dst, unsigned, 10)
	}
	return strconv.AppendInt(dst, signed, 10)
}
