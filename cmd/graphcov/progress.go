package main

import (
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/graphcov/graphcov/corpus"
)

// terminal is the terminal behind stderr, nil where there is none: progress is
// shown to people only.
func (p *program) terminal() *os.File {
	if f, ok := p.stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}

// indexProgress shows bytes, rate and time left while an index is made. It
// returns nil where nobody looks.
func (p *program) indexProgress() (show func(corpus.Progress), done func()) {
	w := p.terminal()
	if w == nil {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	show = func(at corpus.Progress) {
		if bar == nil {
			all := at.BytesAll
			if all == 0 {
				all = -1 // unknown: a spinner
			}
			bar = progressbar.NewOptions64(all, progressbar.OptionSetWriter(w), progressbar.OptionShowBytes(true),
				progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
		}
		bar.Describe(fmt.Sprintf("%d documents, %d rejected", at.Documents, at.Rejected))
		bar.Set64(at.BytesRead)
	}
	return show, func() {
		if bar != nil {
			bar.Finish()
		}
	}
}

// analyzeProgress shows how many records have been read.
func (p *program) analyzeProgress() (show func(records int), done func()) {
	w := p.terminal()
	if w == nil {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("responses"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
	return func(records int) { bar.Set(records) }, func() { bar.Finish() }
}

// infogainProgress shows which part of the problems has been counted.
func (p *program) infogainProgress() (show func(done, total int), done func()) {
	w := p.terminal()
	if w == nil {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(w), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
	return func(done, total int) {
		bar.ChangeMax(total)
		bar.Set(done)
	}, func() { bar.Finish() }
}
