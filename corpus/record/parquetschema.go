package record

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// parquetSchema makes the nodes of a schema, which a footer lists in depth-first
// order.
type parquetSchema struct {
	rest    []format.SchemaElement
	table   *parquetTable
	columns int            // leaves passed so far, each a column of a row group
	leaves  []*parquetLeaf // of the nodes made so far
}

// root returns the nodes below the root with their names, nil for those that are
// left out, and the leaves of each.
func (s *parquetSchema) root() (names []string, nodes []parquetNode, leaves [][]*parquetLeaf, err error) {
	if len(s.rest) == 0 {
		return nil, nil, nil, errors.New("no schema")
	}
	children := s.rest[0].NumChildren.V
	s.rest = s.rest[1:]
	for range children {
		s.leaves = nil
		if len(s.rest) > 0 {
			names = append(names, s.rest[0].Name)
		}
		node, err := s.node(MaxDepth, 0, 0, false)
		if err != nil {
			return nil, nil, nil, err
		}
		nodes, leaves = append(nodes, node), append(leaves, s.leaves)
	}
	return names, nodes, leaves, nil
}

// node returns the next node, below which there may be others as deep as given,
// with the levels of the one above, which may be a list. It is nil for what is left
// out: leaves that are no text, number or boolean, and groups that have nothing
// else.
func (s *parquetSchema) node(depth, defined, repeated int, inList bool) (node parquetNode, err error) {
	if len(s.rest) == 0 {
		return nil, errors.New("a schema that ends early")
	}
	if depth == 0 {
		return nil, fmt.Errorf("a schema nested deeper than %d levels", MaxDepth)
	}
	element := &s.rest[0]
	s.rest = s.rest[1:]
	repetition := element.RepetitionType.V
	if repetition != format.Required {
		defined++
	}
	if repetition == format.Repeated {
		repeated++
	}
	if element.Type.Valid {
		column := s.columns
		s.columns++
		if isReadable(element) {
			leaf := &parquetLeaf{column: column, kind: element.Type.V, unsigned: isUnsigned(element), defined: defined, repeated: repeated, maxRecord: s.table.maxRecord}
			leaf.pages = parquetPages{file: s.table.file, leaf: leaf, memory: &s.table.memory, unpacker: &s.table.unpacker}
			s.leaves = append(s.leaves, leaf)
			node = leaf
		}
	} else if isList := s.isList(element); isList || inList && s.isListLayer(element) {
		node, err = s.node(depth-1, defined, repeated, isList)
	} else {
		node, err = s.group(element, depth, defined, repeated)
	}
	switch {
	case node == nil || err != nil:
		return nil, err
	case repetition == format.Repeated:
		return &parquetList{node, defined, repeated, s.table}, nil
	case repetition == format.Optional:
		return &parquetOptional{node, defined}, nil
	}
	return node, nil
}

func (s *parquetSchema) group(element *format.SchemaElement, depth, defined, repeated int) (parquetNode, error) {
	group := &parquetGroup{}
	for range element.NumChildren.V {
		name := ""
		if len(s.rest) > 0 {
			name = s.rest[0].Name
		}
		node, err := s.node(depth-1, defined, repeated, false)
		if err != nil {
			return nil, err
		}
		if node != nil {
			group.add(name, node)
		}
	}
	if len(group.nodes) == 0 {
		return nil, nil
	}
	return group, nil
}

// isList tells whether a group, whose children come next, does nothing but hold a
// list, which is written as group (LIST) { repeated group list { element } }, or
// without the inner layer by older writers. A map is a list of its keys and values.
func (s *parquetSchema) isList(group *format.SchemaElement) bool {
	if !s.isOver(group, format.Repeated) {
		return false
	}
	switch group.LogicalType.Value.(type) {
	case *format.ListType, *format.MapType:
		return true
	}
	old := group.ConvertedType
	return old.Valid && (old.V == deprecated.List || old.V == deprecated.Map || old.V == deprecated.MapKeyValue)
}

// isListLayer tells whether a group in a list is the inner layer, and not an element
// that has a single field.
func (s *parquetSchema) isListLayer(group *format.SchemaElement) bool {
	isElement := group.Name == "array" || strings.HasSuffix(group.Name, "_tuple")
	return !isElement && (s.isOver(group, format.Required) || s.isOver(group, format.Optional))
}

// isOver tells whether the next node is the only one below a group, and of that
// repetition.
func (s *parquetSchema) isOver(group *format.SchemaElement, repetition format.FieldRepetitionType) bool {
	return group.NumChildren.V == 1 && len(s.rest) > 0 && s.rest[0].RepetitionType.V == repetition
}

// isReadable leaves out dates, decimals and bytes that are marked as no text.
func isReadable(leaf *format.SchemaElement) bool {
	switch leaf.Type.V {
	case format.Boolean, format.Int32, format.Int64, format.Float, format.Double, format.ByteArray:
	default:
		return false
	}
	switch leaf.LogicalType.Value.(type) {
	case *format.StringType, *format.EnumType, *format.JsonType, *format.IntType:
		return true
	case nil: // older writers
		switch old := leaf.ConvertedType; {
		case !old.Valid, old.V == deprecated.UTF8, old.V == deprecated.Enum, old.V == deprecated.Json:
			return true
		default:
			return old.V >= deprecated.Uint8 && old.V <= deprecated.Int64
		}
	}
	return false
}

func isUnsigned(leaf *format.SchemaElement) bool {
	if integer, ok := leaf.LogicalType.Value.(*format.IntType); ok {
		return !integer.IsSigned
	}
	old := leaf.ConvertedType
	return leaf.LogicalType.Value == nil && old.Valid && old.V >= deprecated.Uint8 && old.V <= deprecated.Uint64
}
