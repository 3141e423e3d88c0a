package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sync"

	"github.com/graphcov/graphcov/viz/report"
)

// cache keeps the contents of the report: they are read anew when the database
// file has changed.
type cache struct {
	load func(context.Context) (*report.Contents, error)

	mu       sync.Mutex
	version  string
	contents *report.Contents
}

func (c *cache) get(ctx context.Context, version string) (*report.Contents, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.contents != nil && c.version == version {
		return c.contents, nil
	}
	contents, err := c.load(ctx)
	if err != nil {
		return nil, err
	}
	c.contents, c.version = contents, version
	return contents, nil
}

// prepare reads what the report needs ahead of the first request. Where that
// fails, the request says why.
func (s *Server) prepare(ctx context.Context) { s.load(ctx) }

func (s *Server) load(ctx context.Context) (*report.Contents, error) {
	file, err := os.Stat(s.db.Path())
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", s.db.Path(), err)
	}
	return s.contents.get(ctx, fmt.Sprint(file.Size(), file.ModTime().UnixNano()))
}

// report answers with the report. It has no time limit: it is read once, and kept.
func (s *Server) report(w http.ResponseWriter, r *http.Request) {
	contents, err := s.load(r.Context())
	if errors.Is(err, report.ErrNothing) {
		s.write(w, http.StatusOK, "nothing", struct{ Frame report.Frame }{s.frame("Nothing to report yet", "/")})
		return
	}
	if err != nil {
		s.failBecause(w, r, err)
		return
	}
	frame := s.frame(contents.Title(), "/")
	frame.Charts, frame.Graphs = contents.HasCharts(), len(contents.Gallery) > 0
	s.write(w, http.StatusOK, "report", struct {
		Frame report.Frame
		*report.Contents
	}{frame, contents})
}
