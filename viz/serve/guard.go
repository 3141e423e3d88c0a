package serve

import (
	"context"
	"net"
	"net/http"
	"time"
)

// guard lets through what a browser asks of this server on purpose, and tells the
// browser what the pages may do.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Frame-Options", "DENY")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Cache-Control", "no-store")
		switch {
		case !s.isHost(r.Host):
			// A foreign name that was made to point here (DNS rebinding) would let
			// its pages read ours.
			s.fail(w, r, http.StatusForbidden, "This server answers only under its own address, not as "+r.Host+".")
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			header.Set("Allow", "GET, HEAD")
			s.fail(w, r, http.StatusMethodNotAllowed, "Pages here are only read: the method "+r.Method+" is not known.")
		case r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate":
			s.fail(w, r, http.StatusForbidden, "This was asked for by a page of another site.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// isHost reports whether a Host header names this server. With remote access the
// names under which it is reached are not known.
func (s *Server) isHost(header string) bool {
	if s.opt.AllowRemote {
		return true
	}
	host, port, err := net.SplitHostPort(header)
	if err != nil {
		host, port = header, "80"
	}
	_, ours, err := net.SplitHostPort(s.opt.Address)
	return err == nil && port == ours && isLoopback(host)
}

// limited gives a request its time limit.
func (s *Server) limited(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), s.opt.QueryTimeout)
		defer cancel()
		next(w, r.WithContext(ctx))
	}
}

// defaultQueryTimeout is how long one request may take.
const defaultQueryTimeout = 10 * time.Second
