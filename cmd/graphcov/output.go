package main

import (
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// writeJSON prints a value as indented JSON.
func (p *program) writeJSON(value any) error {
	encoder := json.NewEncoder(p.stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// writeTable prints rows in plain columns, in the width of the screen. Columns
// named in right are aligned to the right.
func (on screen) writeTable(w io.Writer, header []string, rows [][]string, right func(column int) bool) {
	all := append([][]string{header}, rows...)
	if on.width > 0 {
		all = unbroken(all)
	}
	t := newTable(all[0], all[1:], right, on.columns(all))
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	for line := range strings.SplitSeq(t.Render(), "\n") {
		fmt.Fprintln(w, strings.ReplaceAll(strings.TrimRight(line, " "), unbrokenBlank, " "))
	}
}

func newTable(header []string, rows [][]string, right func(column int) bool, widths []int) table.Writer {
	t := table.NewWriter()
	t.AppendHeader(tableRow(header))
	for _, row := range rows {
		t.AppendRow(tableRow(row))
	}
	var columns []table.ColumnConfig
	for i := range header {
		align := text.AlignLeft
		if right != nil && right(i) {
			align = text.AlignRight
		}
		column := table.ColumnConfig{Number: i + 1, Align: align, AlignHeader: align}
		if widths != nil {
			column.WidthMax, column.WidthMaxEnforcer = widths[i], text.WrapSoft
		}
		columns = append(columns, column)
	}
	t.SetColumnConfigs(columns)
	return t
}

func tableRow(cells []string) table.Row {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		row[i] = c
	}
	return row
}

// writeRows prints the result of a query in one of the formats.
func (on screen) writeRows(w io.Writer, format string, header []string, rows [][]any) error {
	switch format {
	case "json":
		return writeJSONRows(w, header, rows)
	case "csv":
		out := csv.NewWriter(w)
		out.Write(header)
		for _, row := range rows {
			out.Write(texts(row, ""))
		}
		out.Flush()
		return out.Error()
	case "table", "markdown":
		cells := make([][]string, len(rows))
		for i, row := range rows {
			cells[i] = texts(row, "NULL")
		}
		isNumber := func(column int) bool { return len(rows) > 0 && numeric(rows, column) }
		if format == "table" {
			on.writeTable(w, header, cells, isNumber)
			return nil
		}
		_, err := fmt.Fprintln(w, newTable(header, cells, isNumber, nil).RenderMarkdown())
		return err
	}
	return usage(fmt.Errorf("unknown --format %q: use table, csv, json or markdown", format))
}

// writeJSONRows prints one object a row, its fields in the order of the query.
func writeJSONRows(w io.Writer, header []string, rows [][]any) error {
	out := []byte("[")
	for i, row := range rows {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, "\n  {"...)
		for k, value := range row {
			if k > 0 {
				out = append(out, ", "...)
			}
			if b, isBlob := value.([]byte); isBlob {
				value = hex.EncodeToString(b)
			}
			name, _ := json.Marshal(header[k])
			encoded, err := json.Marshal(value)
			if err != nil {
				return fmt.Errorf("column %s: %w", header[k], err)
			}
			out = append(append(append(out, name...), ": "...), encoded...)
		}
		out = append(out, '}')
	}
	if len(rows) > 0 {
		out = append(out, '\n')
	}
	_, err := w.Write(append(out, "]\n"...))
	return err
}

// texts writes the values of a row out; what is missing is the given text.
func texts(row []any, missing string) []string {
	cells := make([]string, len(row))
	for i, value := range row {
		switch v := value.(type) {
		case nil:
			cells[i] = missing
		case []byte:
			cells[i] = hex.EncodeToString(v)
		case float64:
			cells[i] = strconv.FormatFloat(v, 'g', -1, 64)
		default:
			cells[i] = fmt.Sprint(v)
		}
	}
	return cells
}

func numeric(rows [][]any, column int) bool {
	for _, row := range rows {
		switch row[column].(type) {
		case nil, int64, float64:
		default:
			return false
		}
	}
	return true
}

// cause leaves the path of a temporary file out of an error.
func cause(err error) error {
	var in *fs.PathError
	if errors.As(err, &in) {
		return in.Err
	}
	return err
}
