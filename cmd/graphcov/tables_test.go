package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
	"github.com/rogpeppe/go-internal/testscript"
)

// The formats that no program at hand writes.

// makeSQLite makes a database by the statements of a file: sqlite out.db in.sql.
func makeSQLite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sqlite out.db in.sql")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(ts.ReadFile(args[1]))
	ts.Check(err)
}

// makeParquet writes the prompts and completions of JSONL as a Parquet file:
// parquet out.parquet in.jsonl.
func makeParquet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: parquet out.parquet in.jsonl")
	}
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer file.Close()
	type row struct {
		Prompt     string `parquet:"prompt" json:"prompt"`
		Completion string `parquet:"completion" json:"completion"`
	}
	w := parquet.NewGenericWriter[row](file, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(20))
	for in := json.NewDecoder(bytes.NewReader([]byte(ts.ReadFile(args[1])))); ; {
		var r row
		err := in.Decode(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		ts.Check(err)
		_, err = w.Write([]row{r})
		ts.Check(err)
	}
	ts.Check(w.Close())
}
