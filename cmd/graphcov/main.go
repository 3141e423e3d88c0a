// Command graphcov says whether a language model reasoned or replayed: it
// counts the partial computations of a training corpus and sets them beside
// what the model got right. See graphcov --help.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(runProcess()) }

// runProcess runs the program on what the process was given.
func runProcess() int {
	signal.Ignore(syscall.SIGPIPE) // a write into a closed pipe is an error like others, so that what is under way is put in order
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}
