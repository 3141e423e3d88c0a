package main

import (
	"io"
	"math"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// screen is what is known of where the output goes: a file or a pipe takes
// lines of any length and no colour.
type screen struct {
	width  int // columns; 0: any
	styled bool
}

// screenOf looks at the program's output. NO_COLOR (no-color.org) and dumb
// terminals are honoured.
func screenOf(w io.Writer) screen {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return screen{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		width = 0
	}
	return screen{width: width, styled: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// screenFor is the screen where what is written to that path shows.
func (p *program) screenFor(path string) screen {
	if path == "" || path == "-" {
		return p.screen
	}
	return screen{}
}

// bold sets words off, on a terminal that can.
func (on screen) bold(words string) string {
	if !on.styled {
		return words
	}
	return "\x1b[1m" + words + "\x1b[0m"
}

// unbrokenBlank stands for a blank at which no line is wrapped. No text has it.
const unbrokenBlank = "\ue000"

// unbroken keeps each interval on one line.
func unbroken(rows [][]string) [][]string {
	kept := make([][]string, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			kept[i] = append(kept[i], strings.ReplaceAll(cell, ", ", ","+unbrokenBlank))
		}
	}
	return kept
}

// columns are the widths of the columns of a table on this screen: as its cells
// want, or less, in which case they are wrapped.
func (on screen) columns(rows [][]string) []int {
	const widestWord = 24 // longer ones may be cut
	widths, least := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], text.LongestLineLen(cell))
			for word := range strings.SplitSeq(cell, " ") {
				least[i] = max(least[i], min(text.StringWidth(word), widestWord))
			}
		}
	}
	on.fit(widths, least)
	return widths
}

// fit shrinks columns until all stand side by side with a blank on each side:
// the widest first, none below its least.
func (on screen) fit(widths, least []int) {
	for on.width > 0 {
		all, widest := 0, -1
		for i, w := range widths {
			all += w + 2
			if w > least[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if all <= on.width || widest < 0 {
			return
		}
		widths[widest]--
	}
}

// sparkline draws values from 0 on as blocks of eight heights, by their
// logarithms: counts fall by orders of magnitude. What is missing is a blank, 0 the lowest block.
func sparkline(values []float64) string {
	blocks := []rune("▁▂▃▄▅▆▇█")
	most := 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			most = max(most, math.Log1p(v))
		}
	}
	var b strings.Builder
	for _, v := range values {
		switch {
		case math.IsNaN(v):
			b.WriteRune(' ')
		case most == 0:
			b.WriteRune(blocks[0])
		default:
			b.WriteRune(blocks[int(math.Round(math.Log1p(v)/most*float64(len(blocks)-1)))])
		}
	}
	return b.String()
}
