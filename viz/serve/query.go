package serve

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/viz/report"
)

// What one answer to a query may be; more is said to be there, and left out.
const (
	maxRows  = 1000
	maxBytes = 1 << 20 // of text, in all
	maxCell  = 2000    // characters of one value
)

// queryPage is the SQL box with the answer to what it holds.
type queryPage struct {
	Frame     report.Frame
	Query     string
	Asked     bool
	Problem   string // why there is no answer
	Answer    finding.Table
	Cut       string // what was left out of the answer
	Reference []database.TableReference
	Samples   []string
}

// query answers a query in SQL. The connection can change nothing.
func (s *Server) query(w http.ResponseWriter, r *http.Request) {
	page := queryPage{Frame: s.frame("SQL", "/sql"), Query: r.URL.Query().Get("q"), Samples: sampleQueries()}
	// A link on another site may bring a query here, but does not run it.
	page.Asked = strings.TrimSpace(page.Query) != "" && r.Header.Get("Sec-Fetch-Site") != "cross-site"
	status := http.StatusOK
	if page.Asked {
		var err error
		if page.Answer, page.Cut, err = s.ask(r.Context(), page.Query); err != nil {
			page.Problem, status = s.explain(r.Context(), err), http.StatusBadRequest
		}
	}
	var err error
	if page.Reference, err = s.db.Reference(context.WithoutCancel(r.Context())); err != nil {
		s.failBecause(w, r, err)
		return
	}
	s.write(w, status, "sql", page)
}

func sampleQueries() []string {
	return []string{
		"SELECT size, examples, responses, accuracy FROM accuracy_by_size",
		"SELECT scope, stratum, estimate, low, high, q, verdict FROM finding WHERE verdict IS NOT NULL",
		"SELECT op, depth, documents, occurrences FROM subgraph WHERE scope = 'step' LIMIT 20",
	}
}

// explain says why a query has no answer.
func (s *Server) explain(ctx context.Context, err error) string {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Sprintf("The query took longer than %s and was stopped. Ask for less, or start graphcov serve with a longer --query-timeout.", s.opt.QueryTimeout)
	}
	return s.db.Explain(err).Error()
}

func (s *Server) ask(ctx context.Context, query string) (t finding.Table, cut string, err error) {
	t.Title = "Answer"
	rows, err := s.db.QueryContext(ctx, bounded(query))
	if err != nil {
		return t, "", err
	}
	defer rows.Close()
	if t.Header, err = rows.Columns(); err != nil {
		return t, "", err
	}
	words := make([]bool, len(t.Header))
	size, long := 0, false
	for cut == "" && rows.Next() {
		if len(t.Rows) == maxRows {
			cut = fmt.Sprintf("Only the first %d rows are shown: there are more.", maxRows)
			break
		}
		row, isWords, err := scanRow(rows, len(t.Header))
		if err != nil {
			return t, "", err
		}
		for i := range row {
			words[i] = words[i] || isWords[i]
			if len([]rune(row[i])) > maxCell {
				row[i], long = string([]rune(row[i])[:maxCell])+" …", true
			}
			size += len(row[i])
		}
		t.Rows = append(t.Rows, row)
		if size > maxBytes {
			cut = fmt.Sprintf("Only the first %d rows are shown: the answer is very long.", len(t.Rows))
		}
	}
	if long {
		cut = strings.TrimSpace(fmt.Sprintf("%s Values are cut after %d characters.", cut, maxCell))
	}
	for i, isWords := range words {
		if isWords {
			t.Words = append(t.Words, i)
		}
	}
	return t, cut, rows.Err()
}

// bounded makes a query give its rows, up to one more than are shown, all in its
// first step. The driver stops a query at the end of its context in that step
// alone: one that gives a row at once and works on would run for ever.
func bounded(query string) string {
	trimmed := strings.TrimRight(query, "; \t\r\n")
	switch strings.ToUpper(firstWord(trimmed)) {
	case "SELECT", "WITH", "VALUES":
		return fmt.Sprintf("WITH bounded AS MATERIALIZED (SELECT * FROM (%s\n) LIMIT %d) SELECT * FROM bounded", trimmed, maxRows+1)
	}
	return query // PRAGMA and EXPLAIN have few rows; what writes is refused
}

// firstWord is the first word of a query after comments.
func firstWord(query string) string {
	for {
		query = strings.TrimSpace(query)
		var found bool
		switch {
		case strings.HasPrefix(query, "--"):
			_, query, found = strings.Cut(query, "\n")
		case strings.HasPrefix(query, "/*"):
			_, query, found = strings.Cut(query, "*/")
		default:
			end := strings.IndexFunc(query, func(r rune) bool { return !unicode.IsLetter(r) })
			if end < 0 {
				return query
			}
			return query[:end]
		}
		if !found {
			return ""
		}
	}
}

// scanRow reads a row as text, and says which values are no numbers.
func scanRow(rows *sql.Rows, columns int) (row []string, words []bool, err error) {
	values, to := make([]any, columns), make([]any, columns)
	for i := range values {
		to[i] = &values[i]
	}
	if err := rows.Scan(to...); err != nil {
		return nil, nil, err
	}
	row, words = make([]string, columns), make([]bool, columns)
	for i, value := range values {
		switch v := value.(type) {
		case nil:
			row[i] = "NULL"
		case int64:
			row[i] = strconv.FormatInt(v, 10)
		case float64:
			row[i] = strconv.FormatFloat(v, 'g', -1, 64)
		case []byte:
			row[i], words[i] = hex.EncodeToString(v), true
		default:
			row[i], words[i] = fmt.Sprint(v), true
		}
	}
	return row, words, nil
}
