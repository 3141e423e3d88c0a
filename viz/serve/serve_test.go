package serve_test

import (
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/viz/report"
	"github.com/graphcov/graphcov/viz/serve"
	"github.com/graphcov/graphcov/viz/viztest"
)

// address is what the server under test believes to listen on.
const address = "127.0.0.1:8080"

func newServer(t *testing.T, opt serve.Options) http.Handler {
	t.Helper()
	opt.Address, opt.Tasks, opt.Report = address, tasks.All(), report.Options{ToolVersion: "test", Now: time.Unix(1700000000, 0)}
	s, err := serve.New(viztest.Database(t), opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request and returns the answer with its text.
func ask(t *testing.T, s http.Handler, method, path string, header http.Header) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, "http://"+address+path, nil)
	for name, values := range header {
		r.Header[name] = values
	}
	if host := header.Get("Host"); host != "" {
		r.Host = host
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	text, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(text)
}

func sqlPath(query string) string { return "/sql?q=" + url.QueryEscape(query) }

func TestPages(t *testing.T) {
	s := newServer(t, serve.Options{})
	for _, test := range []struct {
		path   string
		status int
		says   string
	}{
		{"/", 200, "small on multiplication"},
		{"/examples", 200, "50 examples, and more"},
		{"/examples?size=3x2&model=small&outcome=wrong", 200, "30 examples"}, // small is right at 2x2 only
		{"/examples?size=2x2&model=small&outcome=wrong", 200, "No example is like that."},
		{"/examples?size=2x2&model=small&outcome=right&sort=most-covered&scope=full", 200, "30 examples"},
		{"/examples?least=101", 400, "use a number from 0 to 100"},
		{"/examples?least=NaN", 400, "use a number from 0 to 100"},
		{"/examples?task=nope", 400, "unknown task &#34;nope&#34;: use one of multiplication"},
		{"/examples?sort=nope", 400, "unknown sort"},
		{"/examples?corpus=nope", 400, "unknown corpus"},
		{"/examples?after=x", 400, "it comes from the link to the next page"},
		{"/examples/1", 200, "Nodes, as response"},
		{"/examples/1?focus=product&depth=1", 200, "graph-data"},
		{"/examples/1?focus=nope", 200, "nope"},
		{"/examples/1?depth=-1", 400, "use a whole number"},
		{"/examples/1?response=9999", 400, "example 1 has no response 9999"},
		{"/examples/1?scope=nope", 400, "unknown scope"},
		{"/examples/9999", 404, "There is no example 9999"},
		{"/examples/one", 404, "examples have numbers"},
		{"/graph", 200, "problem, in words"},
		{"/graph?task=multiplication&input=12+x+84", 200, "<dt>operations</dt>"},
		{"/graph?task=multiplication&input=hello", 400, "message"},
		{"/graph?task=nope&input=1", 400, "nope"},
		{"/sql", 200, "accuracy_by_size"},
		{"/nope", 404, "There is no page /nope."},
		{"/static/assets/page.css", 200, "--paper"},
		{"/static/templates/report.html", 404, "There is no file"},
		{"/static/", 404, "There is no file"},
	} {
		answer, text := ask(t, s, "GET", test.path, nil)
		if answer.StatusCode != test.status || !strings.Contains(text, test.says) {
			t.Errorf("%s: status %d, want %d and %q in\n%.1500s", test.path, answer.StatusCode, test.status, test.says, text)
		}
	}
}

// Training data alone is no fault: the report says what is missing, SQL answers.
func TestNothingAnalyzed(t *testing.T) {
	db, err := database.Create(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Write(t.Context(), func(*sql.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	s, err := serve.New(db, serve.Options{Address: address, Tasks: tasks.All()})
	if err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{"/": "graphcov analyze", "/examples": "examples", sqlPath("SELECT count(*) FROM corpus"): "0"} {
		if answer, text := ask(t, s, "GET", path, nil); answer.StatusCode != 200 || !strings.Contains(text, says) {
			t.Errorf("%s: %s, without %q:\n%s", path, answer.Status, says, text)
		}
	}
}

func TestGuard(t *testing.T) {
	s := newServer(t, serve.Options{})
	for _, test := range []struct {
		method, header, value string
		status                int
	}{
		{"GET", "Host", "localhost:8080", 200},
		{"GET", "Host", "[::1]:8080", 200},
		{"GET", "Host", "127.0.0.1:9090", 403},
		{"GET", "Host", "evil.example:8080", 403},
		{"GET", "Host", "localhost.evil.example:8080", 403},
		{"GET", "Host", "evil.example", 403},
		{"GET", "Sec-Fetch-Site", "cross-site", 403},
		{"GET", "Sec-Fetch-Site", "same-origin", 200},
		{"HEAD", "X", "", 200},
		{"POST", "X", "", 405},
		{"DELETE", "X", "", 405},
	} {
		answer, _ := ask(t, s, test.method, "/sql", http.Header{test.header: {test.value}})
		if answer.StatusCode != test.status {
			t.Errorf("%s with %s %q: status %d, want %d", test.method, test.header, test.value, answer.StatusCode, test.status)
		}
		policy := answer.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe-inline") || answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", test.method, answer.Header)
		}
	}
}

// A link from another site brings a query into the box and does not run it.
func TestForeignLinkIsNotRun(t *testing.T) {
	s := newServer(t, serve.Options{})
	header := http.Header{"Sec-Fetch-Site": {"cross-site"}, "Sec-Fetch-Mode": {"navigate"}}
	answer, text := ask(t, s, "GET", sqlPath("SELECT 6*7 AS product"), header)
	if answer.StatusCode != 200 || strings.Contains(text, ">42<") || !strings.Contains(text, "SELECT 6*7") {
		t.Errorf("status %d:\n%.1500s", answer.StatusCode, text)
	}
}

func TestSQL(t *testing.T) {
	s := newServer(t, serve.Options{QueryTimeout: time.Second})
	for _, test := range []struct {
		query  string
		status int
		says   string
	}{
		{"SELECT 6*7 AS product", 200, ">42<"},
		{"SELECT 6*7;  ", 200, ">42<"},
		{"-- a comment\nSELECT 6*7 -- and another", 200, ">42<"},
		{"/* a comment */ VALUES (41), (42)", 200, ">42<"},
		{"WITH t AS (SELECT 42 AS x) SELECT x FROM t ORDER BY x", 200, ">42<"},
		{"SELECT NULL, x'2A', 'words'", 200, ">2a<"},
		{"EXPLAIN QUERY PLAN SELECT * FROM example", 200, "SCAN example"},
		{"SELECT response_id FROM response a JOIN outcome b USING (response_id)", 200, "Only the first 1000 rows are shown"},
		{"SELECT printf('%.*c', 3000, 'x')", 200, "Values are cut after 2000 characters"},
		{"SELECT * FROM nowhere", 400, "no such table: nowhere"},
		{"DELETE FROM outcome", 400, "message"},
		{"UPDATE response SET correct = 1", 400, "message"},
		{"WITH t AS (SELECT 1) DELETE FROM outcome", 400, "message"},
		{"DROP TABLE outcome", 400, "message"},
		{"ATTACH 'x.db' AS x", 400, "message"},
		{"VACUUM INTO 'x.db'", 400, "message"},
		{"SELECT 1; DROP TABLE outcome", 400, "message"},
		{"PRAGMA query_only = 0; DELETE FROM outcome", 400, "message"},
		{"<script>alert(1)</script>", 400, "&lt;script&gt;"},
		// Both that give nothing at all and that give a row at once and go on.
		{"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c WHERE x < 0", 400, "took longer than 1s"},
		{"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c WHERE x % 1000000000 = 1", 400, "took longer than 1s"},
	} {
		answer, text := ask(t, s, "GET", sqlPath(test.query), nil)
		if answer.StatusCode != test.status || !strings.Contains(text, test.says) {
			t.Errorf("%s: status %d, want %d and %q in\n%.2500s", test.query, answer.StatusCode, test.status, test.says, text)
		}
	}
	if _, text := ask(t, s, "GET", sqlPath("SELECT 'outcomes: ' || (count(*) > 0) FROM outcome"), nil); !strings.Contains(text, "outcomes: 1") {
		t.Error("something was deleted")
	}
}

// What a transcript says is text on every page.
func TestHostileText(t *testing.T) {
	s := newServer(t, serve.Options{})
	for _, path := range []string{"/", "/examples", "/examples/1", "/examples/2", "/examples/1?focus=" + url.QueryEscape(viztest.Hostile),
		"/graph?task=multiplication&input=" + url.QueryEscape(viztest.Hostile), sqlPath("SELECT question, model FROM example JOIN response USING (example_id)"), sqlPath(viztest.Hostile)} {
		_, text := ask(t, s, "GET", path, nil)
		if !strings.Contains(text, "document.title") {
			t.Errorf("%s does not show the hostile text", path)
		}
		if strings.Contains(text, "<script>document") || strings.Contains(text, "<img src=x") {
			t.Errorf("%s has hostile text as HTML", path)
		}
	}
}

func TestListen(t *testing.T) {
	for _, refused := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0", "8080"} {
		if listener, err := serve.Listen(t.Context(), refused, false); err == nil {
			listener.Close()
			t.Errorf("%s is listened on", refused)
		}
	}
	listener, err := serve.Listen(t.Context(), "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if strings.HasSuffix(listener.Addr().String(), ":0") {
		t.Errorf("listening on %s", listener.Addr())
	}
}
