package record

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Expand turns command-line arguments into the paths of files:
//
//   - a file stands for itself, whatever its name;
//   - a directory stands for the files in it and below it, in lexical order, whose
//     names end in .json, .jsonl or .ndjson, or one of these and .gz or .zst, or in
//     one of the endings also given, such as ".txt". Names that start with a dot are
//     left out. Links to files are followed, links to directories are not;
//   - a pattern (see [filepath.Match]) stands for what it matches, as in a shell,
//     for shells that do not expand it;
//   - "-" stands for standard input.
//
// A path named twice is returned once, in its first place. An argument that does
// not exist or matches nothing is an error that names it.
func Expand(args []string, also ...string) ([]string, error) {
	endings := append([]string{".json", ".jsonl", ".ndjson"}, also...)
	var paths []string
	seen := make(map[string]bool)
	for _, arg := range args {
		found, err := expand(arg, endings)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		for _, path := range found {
			if !seen[path] {
				seen[path] = true
				paths = append(paths, path)
			}
		}
	}
	return paths, nil
}

// expand returns the clean paths that one argument stands for, at least one.
func expand(arg string, endings []string) ([]string, error) {
	if arg == "-" {
		return []string{"-"}, nil
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return filesIn(arg, endings)
	case err == nil:
		return []string{filepath.Clean(arg)}, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
		return matches(arg, endings)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w; name a file, a directory, a pattern or - for standard input", fs.ErrNotExist)
	}
	return nil, cause(err)
}

// matches returns the files that match a pattern, and those in the directories
// that match it.
func matches(pattern string, endings []string) ([]string, error) {
	if strings.Contains(pattern, "**") {
		return nil, errors.New("** is not known in patterns; name the directory to read all below it")
	}
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, fmt.Errorf("%w: check its brackets", err)
	}
	if !isHidden(pattern) { // in a shell, * does not match .hidden
		names = slices.DeleteFunc(names, isHidden)
	}
	if len(names) == 0 {
		return nil, errors.New("no file matches this pattern")
	}
	var paths []string
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.IsDir() {
			paths = append(paths, filepath.Clean(name)) // Open says what is wrong with it, if anything
			continue
		}
		inside, err := filesIn(name, endings)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		paths = append(paths, inside...)
	}
	return paths, nil
}

// filesIn returns the files with these endings in and below a directory in lexical
// order.
func filesIn(root string, endings []string) ([]string, error) {
	var paths []string
	// A file system rooted at the directory, rather than filepath.WalkDir, because
	// that would not enter a root that is a link.
	dir := os.DirFS(root)
	err := fs.WalkDir(dir, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == ".":
		case isHidden(path):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case slices.Contains(endings, ending(entry.Name())) && isFile(dir, path, entry):
			paths = append(paths, filepath.Join(root, filepath.FromSlash(path)))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no files that end in %s or %s (plain, .gz or .zst) in this directory", strings.Join(endings[:len(endings)-1], ", "), endings[len(endings)-1])
	}
	return paths, nil
}

// isHidden tells whether the last element of a path starts with a dot.
func isHidden(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }

// ending is the last part of a file's name in lower case, one of a compression not
// counted: ".jsonl" of "A.JSONL.gz".
func ending(path string) string {
	path = strings.ToLower(path)
	return filepath.Ext(strings.TrimSuffix(strings.TrimSuffix(path, ".gz"), ".zst"))
}

// isFile tells whether an entry is a regular file or a link that is not known to
// lead elsewhere. A broken link counts, so that it is reported, not passed over.
func isFile(dir fs.FS, path string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(dir, path)
	return err != nil || info.Mode().IsRegular()
}
