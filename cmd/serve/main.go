package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/whisker-lab/whisker/internal/site"
)

func main() {
	dir := flag.String("dir", "dist", "folder to serve")
	port := flag.Int("port", 8080, "port on 127.0.0.1; 0 takes a free one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *dir, *port); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves until ctx is done, then lets the requests under way finish.
func run(ctx context.Context, dir string, port int) error {
	if _, err := os.Stat(dir + "/index.html"); err != nil {
		return fmt.Errorf("serve: nothing built in %s (make build): %w", dir, err)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("Port %d is taken by another program. Choose another: make run PORT=%d", port, port+1)
	}
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	fmt.Printf("Whisker is at http://%s/\n", listener.Addr())
	server := &http.Server{Handler: site.Handler(os.DirFS(dir)), ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	return server.Shutdown(last)
}
