package serve

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/viz/report"
)

//go:embed templates
var files embed.FS

// Options say how a server answers.
type Options struct {
	Address      string        // that it listens on; the Host header of requests must name it
	AllowRemote  bool          // other machines may ask, under any name
	QueryTimeout time.Duration // of one request; 0: ten seconds
	Tasks        tasks.List    // whose problems are drawn on demand
	Report       report.Options
}

// Server answers requests about one database.
type Server struct {
	db        *database.DB
	opt       Options
	templates *template.Template
	contents  *cache
	handler   http.Handler
}

// connections is how many requests may read at once: one that is slow does not
// keep the others waiting.
const connections = 4

// New makes a server of a database that was opened read-only.
func New(db *database.DB, opt Options) (*Server, error) {
	templates, err := report.Templates()
	if err == nil {
		templates, err = templates.Funcs(functions()).ParseFS(files, "templates/*.html")
	}
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	if opt.QueryTimeout == 0 {
		opt.QueryTimeout = defaultQueryTimeout
	}
	db.SetMaxOpenConns(connections)
	s := &Server{db: db, opt: opt, templates: templates}
	s.contents = &cache{load: func(ctx context.Context) (*report.Contents, error) { return report.Load(ctx, db, opt.Report) }}
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", s.report)
	mux.HandleFunc("/examples", s.limited(s.list))
	mux.HandleFunc("/examples/{id}", s.limited(s.example))
	mux.HandleFunc("/graph", s.limited(s.graph))
	mux.HandleFunc("/sql", s.limited(s.query))
	mux.Handle("/static/", s.static())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, http.StatusNotFound, "There is no page "+r.URL.Path+".")
	})
	s.handler = s.guard(mux)
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// static are the style and the scripts, which are part of the program.
func (s *Server) static() http.Handler {
	names := http.FileServerFS(report.Assets())
	return http.StripPrefix("/static/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !report.IsAsset(r.URL.Path) {
			s.fail(w, r, http.StatusNotFound, "There is no file "+r.URL.Path+".")
			return
		}
		names.ServeHTTP(w, r)
	}))
}

// pages are the entries of the navigation.
func pages(here string) []report.Link {
	links := []report.Link{{URL: "/", Text: "Report"}, {URL: "/examples", Text: "Examples"}, {URL: "/graph", Text: "Graph"}, {URL: "/sql", Text: "SQL"}}
	for i := range links {
		links[i].Here = links[i].URL == here
	}
	return links
}

// frame is what surrounds a page of this server.
func (s *Server) frame(title, here string) report.Frame {
	return report.Frame{Title: title, Links: pages(here), Foot: fmt.Sprintf("graphcov %s, %s, read-only", s.opt.Report.ToolVersion, s.db.Path())}
}

// write sends a page. It is made as a whole first, so that none ends in the middle.
func (s *Server) write(w http.ResponseWriter, status int, name string, page any) {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, page); err != nil {
		http.Error(w, "the page could not be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	b.WriteTo(w)
}

// fail sends a page that says what went wrong.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, message string) {
	s.write(w, status, "error", struct {
		Frame         report.Frame
		Status        int
		Name, Message string
	}{s.frame(http.StatusText(status), ""), status, http.StatusText(status), message})
}

// failBecause sends the page for an error of the database, or of what was asked.
func (s *Server) failBecause(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(r.Context().Err(), context.DeadlineExceeded):
		s.fail(w, r, http.StatusServiceUnavailable, fmt.Sprintf("This took longer than %s and was stopped. Ask for less, or start graphcov serve with a longer --query-timeout.", s.opt.QueryTimeout))
	default:
		s.fail(w, r, http.StatusInternalServerError, err.Error())
	}
}
