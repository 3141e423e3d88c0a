package puzzle

import (
	"slices"
	"strings"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// freeReader reads what chat models write of cells: Markdown tables with a row
// for each house, and lines such as "House 2: Bob, German". It takes only
// entries that are a value and nothing else, and no entry with a question mark.
type freeReader struct {
	*grid
	columns []int            // attributes of the table's columns, -1 unknown; nil outside of tables
	names   []map[string]int // for each attribute the values by the folded ways to say them
}

// read returns the cells that a line states; ok is whether it has the form.
func (f *freeReader) read(line string) (cells []stated, ok bool) {
	if strings.HasPrefix(line, "|") {
		return f.readTable(line)
	}
	f.columns = nil
	line = strings.TrimLeft(line, "-*•#> \t")
	if !startsHouse(line) {
		return f.readPlace(line)
	}
	for goesOn := true; goesOn; {
		var list string
		list, line, goesOn = cutHouse(line)
		inList, isList := f.readHouse(list)
		cells, ok = append(cells, inList...), ok || isList
	}
	return cells, ok
}

const houseWord = "house "

// startsHouse reports whether the text begins with a house and its number.
func startsHouse(text string) bool {
	return len(text) > len(houseWord) && hasFoldedPrefix(text, houseWord) && '0' <= text[len(houseWord)] && text[len(houseWord)] <= '9'
}

// cutHouse cuts "House 1: Bob, German | House 2: Eric" where it goes on to
// another house, whose values are not those of the first. It reports whether
// there is a list for that one, too, rather than words about it.
func cutHouse(line string) (list, rest string, goesOn bool) {
	for i := 1; i < len(line); i++ {
		if startsHouse(line[i:]) {
			list = strings.TrimRight(line[:i], "* ")
			return list, line[i:], strings.HasSuffix(list, "|") || strings.HasSuffix(list, ",") || strings.HasSuffix(list, ";")
		}
	}
	return line, "", false
}

// readHouse reads "House 2: Bob, German" of one house.
func (f *freeReader) readHouse(line string) (cells []stated, ok bool) {
	line = line[len(houseWord):]
	number := line[:len(line)-len(strings.TrimLeft(line, "0123456789"))]
	h, ok := f.parseHouse(number)
	line = strings.TrimLeft(line[len(number):], "* ")
	for _, opening := range []string{":", "is ", "has "} {
		if list, isList := strings.CutPrefix(line, opening); ok && isList {
			return f.readList(h, list), true
		}
	}
	return nil, false
}

// readPlace reads a line that is "Bob is in House 2." and nothing else.
func (f *freeReader) readPlace(line string) (cells []stated, ok bool) {
	entry, place, ok := strings.Cut(line, " is in House ")
	if !ok {
		return nil, false
	}
	h, ok := f.parseHouse(strings.TrimRight(place, "* ."))
	a, v, named := f.entry(entry)
	if !ok || !named {
		return nil, false
	}
	return []stated{f.cell(h, a, v)}, true
}

func (f *freeReader) readTable(line string) (cells []stated, ok bool) {
	entries := strings.Split(strings.Trim(line, "| \t"), "|")
	if f.columns == nil {
		if !hasFoldedPrefix(strings.Trim(entries[0], " *"), "house") {
			return nil, false
		}
		for _, header := range entries {
			f.columns = append(f.columns, f.attributeNamed(header))
		}
		return nil, true
	}
	h, ok := f.parseHouse(strings.TrimPrefix(fold(entries[0]), "house"))
	if !ok { // the rule under the header
		return nil, strings.Trim(line, "|-: ") == ""
	}
	for k, entry := range entries {
		if k == 0 || k >= len(f.columns) || f.columns[k] < 0 {
			continue
		}
		if v, ok := f.valueNamed(f.columns[k], entry); ok {
			cells = append(cells, f.cell(h, f.columns[k], v))
		}
	}
	return cells, true
}

// readList reads "Bob (child: Alice), coffee drinker". An entry without a label
// is of the only attribute that has such a value; of two values for one
// attribute none is taken.
func (f *freeReader) readList(h int, list string) []stated {
	var cells []stated
	var doubtful []int
	list = strings.ReplaceAll(list, " - ", ", ")
	for entry := range strings.FieldsFuncSeq(list, func(r rune) bool { return strings.ContainsRune(",;()", r) }) {
		a, v, ok := f.entry(entry)
		if !ok {
			continue
		}
		c := f.cell(h, a, v)
		if slices.ContainsFunc(cells, func(s stated) bool { return s.Cell == c.Cell && s.value != c.value }) {
			doubtful = append(doubtful, a)
		}
		if !slices.Contains(cells, c) {
			cells = append(cells, c)
		}
	}
	return slices.DeleteFunc(cells, func(s stated) bool { return slices.Contains(doubtful, s.Attribute) })
}

func (f *freeReader) cell(h, a, v int) stated {
	return stated{logic.Cell{House: h, Attribute: a}, f.attributes[a].values[v]}
}

// entry reads "Name: Bob" or "Bob".
func (f *freeReader) entry(text string) (attribute, value int, ok bool) {
	if label, text, labelled := cutLabel(text); labelled {
		attribute = f.attributeNamed(label)
		if attribute < 0 {
			return 0, 0, false
		}
		value, ok = f.valueNamed(attribute, text)
		return attribute, value, ok
	}
	for a := range f.attributes {
		v, named := f.valueNamed(a, text)
		if named && ok { // a value of two attributes
			return 0, 0, false
		}
		if named {
			attribute, value, ok = a, v, true
		}
	}
	return attribute, value, ok
}

func cutLabel(text string) (label, value string, ok bool) {
	if at := strings.IndexAny(text, ":="); at >= 0 {
		return text[:at], text[at+1:], true
	}
	return "", text, false
}

// attributeNamed is the attribute of that label or, where there is none, the
// only one whose line has all the words: Lunch, Phone, Child. It is -1 where
// there is none.
func (f *freeReader) attributeNamed(text string) int {
	if a, ok := f.byLabel[fold(text)]; ok {
		return a
	}
	named := -1
	header := words(text)
	for a, attr := range f.attributes {
		inLine := words(attr.line)
		isIn := func(word string) bool {
			return slices.ContainsFunc(inLine, func(w string) bool { return strings.HasPrefix(w, word) })
		}
		if len(header) == 0 || slices.ContainsFunc(header, func(word string) bool { return !isIn(word) }) {
			continue
		}
		if named >= 0 {
			return -1
		}
		named = a
	}
	return named
}

// valueNamed is the value that an entry is.
func (f *freeReader) valueNamed(attribute int, entry string) (int, bool) {
	if strings.Contains(entry, "?") {
		return 0, false
	}
	if f.names == nil {
		f.names = f.allNames()
	}
	v, ok := f.names[attribute][fold(entry)]
	return v, ok
}

// allNames are the values with the phrases for them, whole or without their
// first words: the coffee drinker, coffee drinker, loves stir fry, British.
func (f *freeReader) allNames() []map[string]int {
	var all []map[string]int
	for _, attr := range f.attributes {
		names := make(map[string]int)
		for v, value := range attr.values {
			names[fold(value)] = v
			if attr.row == nil {
				continue
			}
			phrase := attr.row.write(value)
			names[fold(phrase)] = v
			for _, first := range []string{"the person who ", "the person ", "the one who ", "the "} {
				phrase = strings.TrimPrefix(phrase, first)
			}
			names[fold(strings.TrimSuffix(phrase, " person"))] = v
		}
		delete(names, "")
		all = append(all, names)
	}
	return all
}
