// Command fuzz runs every fuzz target of the module for a while, and keeps of
// the inputs that it found those that together reach what all of them reach:
// in testdata/fuzz, where go test tries them ever after. It is no part of the
// program: Go passes over directories that begin with a dot.
//
//	go run ./.ci/fuzz [-time 10s] [-inputs 400] [PACKAGE ..]
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	time := flag.String("time", "10s", "how long a target is run; 0: only keep what earlier runs have found")
	inputs := flag.Int("inputs", 400, "of a target's inputs the shortest so many are tried, one by one")
	flag.Parse()
	if err := run(*time, *inputs, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

func run(time string, inputs int, packages []string) error {
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	list, err := output(append([]string{"go", "list", "-f", "{{.ImportPath}} {{.Dir}}"}, packages...)...)
	if err != nil {
		return err
	}
	cache, err := output("go", "env", "GOCACHE")
	if err != nil {
		return err
	}
	binary, err := os.CreateTemp("", "fuzz-*.test")
	if err != nil {
		return err
	}
	binary.Close()
	defer os.Remove(binary.Name())
	for line := range strings.Lines(list) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), " ")
		names, err := output("go", "test", "-list", "^Fuzz", path)
		if err != nil {
			return err
		}
		for name := range strings.Lines(names) {
			if !strings.HasPrefix(name, "Fuzz") {
				continue
			}
			t := target{name: strings.TrimSpace(name), path: path, dir: dir, binary: binary.Name()}
			t.found = filepath.Join(strings.TrimSpace(cache), "fuzz", filepath.FromSlash(path), t.name)
			t.kept = filepath.Join(dir, "testdata", "fuzz", t.name)
			if err := t.run(time, inputs); err != nil {
				return fmt.Errorf("%s %s: %w", path, t.name, err)
			}
		}
	}
	return nil
}

// target is one fuzz target.
type target struct {
	name, path, dir string
	binary          string // of the package's tests, with coverage
	found, kept     string // directories of inputs: what fuzzing found, and what is kept
}

// input is a file, and the parts of the code that it reaches.
type input struct {
	name    string
	size    int64
	reaches map[string]bool
}

func (t *target) run(time string, inputs int) error {
	if time != "0" {
		if _, err := output("go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$", "-fuzztime", time, "-fuzzminimizetime", "20x", t.path); err != nil {
			return err
		}
	}
	candidates, err := t.candidates(inputs)
	if err != nil || len(candidates) == 0 {
		return err
	}
	if _, err := output("go", "test", "-c", "-cover", "-o", t.binary, t.path); err != nil {
		return err
	}
	if err := os.MkdirAll(t.kept, 0o777); err != nil {
		return err
	}
	reached, err := t.reaches("^" + t.name + "$") // by the target's own seeds and what is kept already
	if err != nil {
		return err
	}
	before := len(reached)
	for i := range candidates {
		if err := t.try(&candidates[i]); err != nil {
			return err
		}
	}
	kept := 0
	for {
		best, more := -1, 0
		for i, c := range candidates {
			if n := news(c.reaches, reached); n > more {
				best, more = i, n
			}
		}
		if best < 0 {
			fmt.Printf("%s %s: %d of %d inputs kept, %d parts of the code reached instead of %d\n", t.path, t.name, kept, len(candidates), len(reached), before)
			os.Remove(t.kept) // where nothing is in it
			return nil
		}
		for part := range candidates[best].reaches {
			reached[part] = true
		}
		if err := copyFile(filepath.Join(t.found, candidates[best].name), filepath.Join(t.kept, candidates[best].name)); err != nil {
			return err
		}
		kept++
	}
}

// candidates are the shortest inputs that are not kept yet.
func (t *target) candidates(most int) (all []input, err error) {
	entries, err := os.ReadDir(t.found)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return nil, err
		}
		if _, err := os.Stat(filepath.Join(t.kept, entry.Name())); err == nil {
			continue
		}
		all = append(all, input{name: entry.Name(), size: info.Size()})
	}
	slices.SortFunc(all, func(a, b input) int { return cmp.Or(cmp.Compare(a.size, b.size), strings.Compare(a.name, b.name)) })
	return all[:min(most, len(all))], nil
}

// try finds out what an input reaches. It has to be kept for that moment.
func (t *target) try(c *input) error {
	at := filepath.Join(t.kept, c.name)
	if err := copyFile(filepath.Join(t.found, c.name), at); err != nil {
		return err
	}
	defer os.Remove(at)
	var err error
	c.reaches, err = t.reaches("^" + t.name + "$/^" + c.name + "$")
	return err
}

// reaches runs some inputs of the target.
func (t *target) reaches(which string) (map[string]bool, error) {
	profile := t.binary + ".cover"
	defer os.Remove(profile)
	run := exec.Command(t.binary, "-test.run", which, "-test.coverprofile", profile)
	run.Dir = t.dir
	if said, err := run.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", which, err, said)
	}
	text, err := os.ReadFile(profile)
	if err != nil {
		return nil, err
	}
	parts := make(map[string]bool)
	for line := range strings.Lines(string(text)) {
		if part, times, _ := strings.Cut(strings.TrimSpace(line), " "); times != "" && !strings.HasSuffix(times, " 0") {
			parts[part] = true
		}
	}
	return parts, nil
}

// news counts what is reached and was not before.
func news(reaches, before map[string]bool) (n int) {
	for part := range reaches {
		if !before[part] {
			n++
		}
	}
	return n
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o666)
}

func output(args ...string) (string, error) {
	var said strings.Builder
	run := exec.Command(args[0], args[1:]...)
	run.Stderr = &said
	out, err := run.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s%s", strings.Join(args, " "), err, out, said.String())
	}
	return string(out), err
}
