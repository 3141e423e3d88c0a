package graph

import (
	"strconv"
	"strings"
)

// Label is the name of a node in the text of its task: product, dp[3],
// prod[1,2]. It is kept as name and indices, so that making one costs no
// allocation and nodes of one kind can be grouped (Base). Labels are
// comparable: equal text is an equal Label and the other way about.
type Label struct {
	name    string
	index   [2]int32
	indices uint8
}

// Name is a label without indices.
func Name(name string) Label { return Label{name: name} }

// Indexed is the label name[i].
func Indexed(name string, i int) Label {
	return Label{name: name, index: [2]int32{int32(i)}, indices: 1}
}

// Indexed2 is the label name[i,j].
func Indexed2(name string, i, j int) Label {
	return Label{name: name, index: [2]int32{int32(i), int32(j)}, indices: 2}
}

// ParseLabel reads the text form. Anything in brackets that is not one or two
// plain integers, as in cell[2,drink], stays part of the name.
func ParseLabel(text string) Label {
	name, rest, ok := strings.Cut(text, "[")
	if !ok || !strings.HasSuffix(rest, "]") || name == "" {
		return Name(text)
	}
	first, second, two := strings.Cut(rest[:len(rest)-1], ",")
	i, ok := parseIndex(first)
	if !ok {
		return Name(text)
	}
	if !two {
		return Indexed(name, i)
	}
	j, ok := parseIndex(second)
	if !ok {
		return Name(text)
	}
	return Indexed2(name, i, j)
}

// parseIndex takes only the text that strconv would write, so that a label
// survives the way to text and back.
func parseIndex(text string) (int, bool) {
	i, err := strconv.ParseInt(text, 10, 32)
	return int(i), err == nil && strconv.FormatInt(i, 10) == text
}

// Base is the label without its indices, the kind of node it names: prod for
// prod[1,2], cell for cell[2,drink].
func (l Label) Base() string {
	base, _, _ := strings.Cut(l.name, "[")
	return base
}

// Append adds the text form to dst.
func (l Label) Append(dst []byte) []byte {
	dst = append(dst, l.name...)
	for k := range l.indices {
		dst = append(dst, "[,"[k])
		dst = strconv.AppendInt(dst, int64(l.index[k]), 10)
	}
	if l.indices > 0 {
		dst = append(dst, ']')
	}
	return dst
}

// String is the text form.
func (l Label) String() string {
	if l.indices == 0 {
		return l.name
	}
	return string(l.Append(make([]byte, 0, len(l.name)+12)))
}
