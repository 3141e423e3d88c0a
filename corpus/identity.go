package corpus

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// What a checkpoint belongs to: a database, options, and a state of the corpus.

// checkpointDir is where the checkpoint of a database is. In a directory for
// temporary files, databases of the same name keep apart.
func checkpointDir(path, temp string) (string, error) {
	if temp == "" {
		return path + ".resume", nil
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(absolute))
	return filepath.Join(temp, filepath.Base(path)+"-"+hex.EncodeToString(sum[:4])+".resume"), nil
}

// settings are what decides which counts come of a file, and what it is known by.
func (opt *Options) settings() []setting {
	scopes := make([]string, len(opt.Scopes))
	for i, s := range opt.Scopes {
		scopes[i] = s.String()
	}
	return []setting{
		{"--task", opt.Task.Name()},
		{"--corpus", opt.Corpus},
		{"--scopes", strings.Join(scopes, ",")},
		{"--ordered", strconv.FormatBool(opt.Ordered)},
		{"--graph-from", string(opt.GraphFrom)},
		{"--question-field", opt.Fields.Question},
		{"--text-field", opt.Fields.Text},
		{"--input-format", opt.Format},
		{"--separator", opt.Separator},
		{"--query", opt.Query},
		{"--hash", string(opt.Hash)},
		{"a longest record of", strconv.Itoa(opt.MaxRecord)},
		{"fingerprints", graph.FingerprintScheme},
		{"schema", strconv.Itoa(database.SchemaVersion)},
		{"graphcov", opt.ToolVersion},
	}
}

// stamp tells one state of the corpus in the database from another.
func (w *corpusWriter) stamp(ctx context.Context) (string, error) {
	hash := sha256.New()
	for _, query := range []string{
		"SELECT json_array(task, documents, compiled, empty, rejected, nodes, bytes) FROM corpus WHERE corpus_id = ?",
		"SELECT json_array(path, sha256, documents, compiled, empty, rejected, size, indexed_at) FROM corpus_file WHERE corpus_id = ? ORDER BY rowid",
	} {
		err := database.EachRow(ctx, w.tx, query, []any{w.id}, func(rows *sql.Rows) error {
			var row string
			err := rows.Scan(&row)
			fmt.Fprintln(hash, row)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
