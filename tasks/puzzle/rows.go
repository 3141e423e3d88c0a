package puzzle

import "strings"

// tableRow is what a table says of one house: "$ House: 1 | Name: bob |".
type tableRow struct {
	house string
	pairs []pair
}

type pair struct{ label, value string }

func (r tableRow) labels() []string {
	var list []string
	for _, p := range r.pairs {
		list = append(list, p.label)
	}
	return list
}

// parseRows reads the rows on a line. $ may stand for |. More than one row is
// on a line where line ends were lost.
func parseRows(line string) []tableRow {
	if !strings.Contains(line, ":") || !strings.ContainsAny(line, "|$") {
		return nil
	}
	var rows []tableRow
	for field := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '|' || r == '$' }) {
		label, value, ok := strings.Cut(field, ":")
		label, value = strings.Trim(label, " *`\t"), strings.Trim(value, " *`\t\r\n")
		switch {
		case !ok:
		case strings.EqualFold(label, "house"):
			rows = append(rows, tableRow{house: value})
		case len(rows) > 0:
			last := &rows[len(rows)-1]
			last.pairs = append(last.pairs, pair{label, value})
		}
	}
	if len(rows) == 0 || len(rows[0].pairs) == 0 {
		return nil
	}
	return rows
}
