package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Listen opens an address such as 127.0.0.1:8080; port 0 takes a free one. Unless
// remote is true it refuses addresses that other machines can reach: there is no
// password, and who can ask may read the whole database.
func Listen(ctx context.Context, address string, remote bool) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("address %q is none: %w; write it as 127.0.0.1:8080", address, err)
	}
	if !remote && !isLoopback(host) {
		return nil, fmt.Errorf("address %s can be reached from other machines, and there is no password: use 127.0.0.1:%s, or --allow-remote if that is meant", address, port)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen: %w; choose another --addr, such as 127.0.0.1:0 for a free port", err)
	}
	return listener, nil
}

// isLoopback reports whether a host, by name or address, is this machine alone.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// How long a request may take to arrive, and how long open ones may go on when
// the server stops.
const (
	readTimeout  = 10 * time.Second
	stopPatience = 2 * time.Second
)

// Serve answers requests until the context ends.
func Serve(ctx context.Context, listener net.Listener, s *Server) error {
	server := &http.Server{Handler: s, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, BaseContext: func(net.Listener) context.Context { return ctx }}
	go s.prepare(ctx)
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience)
		defer cancel()
		stopped <- server.Shutdown(patience)
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving: %w", err)
	}
	<-stopped // who does not end in time is cut off: a reader loses nothing
	return nil
}
