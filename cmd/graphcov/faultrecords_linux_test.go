package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// recordsOf cuts a file into its records, each as JSON, with other code than the
// program's: the standard library's and that of the formats.
func recordsOf(t *testing.T, path, format string) (records [][]byte, err error) {
	t.Helper()
	data := mustRead(t, path)
	switch format {
	case "jsonl.gz":
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if data, err = io.ReadAll(z); err != nil {
			return nil, err
		}
	case "jsonl.zst":
		z, err := zstd.NewReader(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		if data, err = z.DecodeAll(data, nil); err != nil {
			return nil, err
		}
	case "json":
		var array []json.RawMessage
		if json.Unmarshal(data, &array) == nil {
			for _, r := range array {
				records = append(records, r)
			}
			return records, nil
		}
		// One record a line between the brackets: the faulty ones are faulty alone.
		body := strings.TrimSuffix(strings.TrimPrefix(string(data), "[\n"), "\n]\n")
		for line := range strings.SplitSeq(body, ",\n") {
			records = append(records, []byte(line))
		}
		return records, nil
	case "txt":
		for text := range strings.SplitSeq(string(data), endOfText) {
			if strings.TrimSpace(text) != "" {
				records = append(records, textRecord(text))
			}
		}
		return records, nil
	case "parquet":
		docs, err := readParquet(data)
		for _, d := range docs {
			records = append(records, []byte(mustJSON(t, d)))
		}
		return records, err
	case "sqlite":
		db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
		if err != nil {
			return nil, err
		}
		defer db.Close()
		rows, err := db.Query("SELECT prompt, completion FROM training")
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var prompt, completion any
			if err := rows.Scan(&prompt, &completion); err != nil {
				return nil, err
			}
			records = append(records, rowRecord(t, prompt, completion))
		}
		return records, rows.Err()
	}
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) > 0 {
			records = append(records, line)
		}
	}
	return records, nil
}

// textRecord is a text as JSON with its bytes as they are, valid or not.
func textRecord(text string) []byte {
	var b bytes.Buffer
	b.WriteString(`{"text":"`)
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ':
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteString(`"}`)
	return b.Bytes()
}

// rowRecord is a row of a table, whose texts may be no UTF-8 now.
func rowRecord(t *testing.T, prompt, completion any) []byte {
	t.Helper()
	field := func(value any) []byte {
		if text, ok := value.(string); ok {
			return bytes.TrimSuffix(bytes.TrimPrefix(textRecord(text), []byte(`{"text":`)), []byte("}"))
		}
		if _, ok := value.([]byte); ok {
			return []byte("null")
		}
		return []byte(mustJSON(t, value))
	}
	return slices.Concat([]byte(`{"prompt":`), field(prompt), []byte(`,"completion":`), field(completion), []byte("}"))
}

// readParquet turns the library's panics on damaged files into errors.
func readParquet(data []byte) (docs []document, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return parquet.Read[document](bytes.NewReader(data), int64(len(data)))
}
