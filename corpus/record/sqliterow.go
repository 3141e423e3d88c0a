package record

import (
	"database/sql"
	"strconv"
)

// sqliteRow turns rows into objects.
type sqliteRow struct {
	names  []string // as JSON, with the colon
	values []any
	to     []any // pointers to values
}

func newSQLiteRow(columns []string) *sqliteRow {
	r := &sqliteRow{values: make([]any, len(columns)), to: make([]any, len(columns))}
	for i, column := range columns {
		r.names = append(r.names, string(appendString(nil, column))+":")
		r.to[i] = &r.values[i]
	}
	return r
}

// append appends the row at hand as an object. Of a text that is too long for a
// record only so much is taken that the object is too long as well.
func (r *sqliteRow) append(dst []byte, rows *sql.Rows, maxRecord int) ([]byte, error) {
	if err := rows.Scan(r.to...); err != nil {
		return nil, err
	}
	dst = append(dst, '{')
	for i, value := range r.values {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, r.names[i]...)
		switch value := value.(type) {
		case string:
			dst = appendString(dst, value[:min(len(value), maxRecord)])
		case int64:
			dst = strconv.AppendInt(dst, value, 10)
		case float64:
			dst = appendFloat(dst, value, 64)
		case bool:
			dst = strconv.AppendBool(dst, value)
		default: // bytes and times are no text
			dst = append(dst, "null"...)
		}
	}
	return append(dst, '}'), nil
}
