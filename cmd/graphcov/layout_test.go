package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "github.com/graphcov/graphcov/"
)

// Imports point one way: a package may import those of its own layer and of
// the layers before it.
func TestImportsPointOneWay(t *testing.T) {
	layers := []string{"graph", "tasks", "corpus", "coverage", "viz", "cmd"}
	files := 0
	eachGoFile(t, func(path string, imports []string) {
		files++
		layer := slices.Index(layers, firstElement(path))
		if layer < 0 {
			t.Errorf("%s lies in none of the layers %v", path, layers)
		}
		for _, imported := range imports {
			of, ours := strings.CutPrefix(imported, module)
			if ours && slices.Index(layers, firstElement(of)) > layer {
				t.Errorf("%s imports %s, which comes after it in %v", path, imported, layers)
			}
		}
	})
	if files < 50 {
		t.Errorf("only %d Go files were looked at", files)
	}
}

// Some packages are known in one place only, so that the rest does not depend
// on them.
func TestKnownInOnePlace(t *testing.T) {
	for _, rule := range []struct{ imported, place string }{
		{"gonum.org/v1/gonum/graph", "graph/"},
		{"github.com/emicklei/dot", "viz/"},
		{"github.com/spf13/cobra", "cmd/"},
		{"modernc.org/sqlite", "corpus/database/"},
		{"github.com/parquet-go/parquet-go", "corpus/record/"},
		{module + "tasks/multiplication", "tasks/"}, // everybody else asks the list of tasks
		{module + "tasks/dynprog", "tasks/"},
		{module + "tasks/puzzle", "tasks/"},
		{module + "tasks/arithmetic", "tasks/"},
	} {
		eachGoFile(t, func(path string, imports []string) {
			for _, imported := range imports {
				same := imported == rule.imported || strings.HasPrefix(imported, rule.imported+"/")
				if same && !strings.HasPrefix(path, rule.place) && !strings.HasSuffix(path, "_test.go") {
					t.Errorf("%s imports %s, which only %s may", path, imported, rule.place)
				}
			}
		})
	}
}

// The top level of the repository is fixed, and no room in it is called after
// nothing in particular.
func TestTopLevel(t *testing.T) {
	allowed := []string{"cmd", "graph", "tasks", "coverage", "corpus", "viz", "go.mod", "go.sum", "README.md", "LICENSE"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) && filepath.Ext(e.Name()) != ".db" {
			t.Errorf("%s is not part of the layout", e.Name())
		}
	}
	eachGoFile(t, func(path string, _ []string) {
		for _, element := range strings.Split(filepath.Dir(path), string(filepath.Separator)) {
			if slices.Contains([]string{"internal", "pkg", "util", "utils", "common", "helpers", "misc"}, element) {
				t.Errorf("%s: a package is named for what it holds", path)
			}
		}
	})
}

func firstElement(path string) string {
	first, _, _ := strings.Cut(filepath.ToSlash(path), "/")
	return first
}

// eachGoFile calls f for every Go file, by its path from the root.
func eachGoFile(t *testing.T, f func(path string, imports []string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != root {
			return filepath.SkipDir
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		var imports []string
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports = append(imports, imported)
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		f(relative, imports)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
