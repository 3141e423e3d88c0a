package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateReadme = flag.Bool("update", false, "write the real output of its commands into the README; read it before you keep it")

// Every command in the README is run, in order and in one directory. Those of
// console blocks print what the README says. Blocks of real data that is not
// part of the repository are skipped where it is absent.
func TestReadmeCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the demo, which takes minutes under the race detector")
	}
	path := filepath.Join(root, "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	published := []string{"faith-and-fate", "gsm8k"}
	for _, data := range published {
		if err := os.Symlink(filepath.Join(dataDir(t), data), filepath.Join(dir, data)); err != nil {
			t.Fatal(err)
		}
	}
	commands := 0
	block := regexp.MustCompile("(?s)```(console|sh)\n(.*?)```")
	updated := block.ReplaceAllStringFunc(string(readme), func(fenced string) string {
		parts := block.FindStringSubmatch(fenced)
		kind, said := parts[1], parts[2]
		for _, data := range published {
			if strings.Contains(said, data) && !exists(filepath.Join(dataDir(t), data)) {
				t.Logf("skipped: the files of %s are not part of the repository; set GRAPHCOV_DATA to run this", data)
				return fenced
			}
		}
		var got strings.Builder
		for line := range strings.Lines(said) {
			command, isCommand := strings.CutPrefix(line, "$ ")
			if !isCommand && kind == "console" {
				continue
			}
			commands++
			output := shell(t, dir, strings.TrimSpace(command))
			got.WriteString(line)
			if kind == "console" {
				got.WriteString(output)
			}
		}
		if diff := cmp.Diff(said, got.String()); diff != "" && !*updateReadme {
			t.Errorf("the README says otherwise than the program; -update writes the real output into it\n%s", diff)
		}
		return "```" + kind + "\n" + got.String() + "```"
	})
	if commands < 10 {
		t.Errorf("only %d commands were found in the README", commands)
	}
	checkPictures(t, dir)
	checkChart(t, dir, "coverage-by-depth.svg")
	if *updateReadme {
		if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The pictures in the README are made of what its commands write. What Graphviz
// makes of that differs from version to version, so that the sources, which are
// kept beside the pictures, are compared.
func checkPictures(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"12x84", "wrong"} {
		got, err := os.ReadFile(filepath.Join(dir, name+".dot"))
		if err != nil {
			t.Error(err)
			continue
		}
		kept := filepath.Join(root, ".github", name)
		if *updateReadme {
			if err := os.WriteFile(kept+".dot", got, 0o644); err != nil {
				t.Fatal(err)
			}
			shell(t, filepath.Dir(kept), "dot -Tsvg "+name+".dot -o "+name+".svg")
		}
		want, err := os.ReadFile(kept + ".dot")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s.svg is of another picture than the README's command makes; -update draws it anew (with Graphviz)\n%s", kept, diff)
		}
		svg, err := os.ReadFile(kept + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range regexp.MustCompile(`[,\[]id="(.*?)"`).FindAllStringSubmatch(string(want), -1) {
			if !strings.Contains(string(svg), `id="`+id[1]+`"`) {
				t.Errorf("%s.svg lacks the node %s", kept, id[1])
			}
		}
	}
}

// checkChart compares a chart in the README with the one that its commands have
// drawn, which is the same to the byte.
func checkChart(t *testing.T, dir, name string) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Error(err)
		return
	}
	kept := filepath.Join(root, ".github", name)
	if *updateReadme {
		if err := os.WriteFile(kept, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not what the command draws now; -update replaces it\n%s", kept, diff)
	}
}

// shell runs a command of the README and returns what it prints.
func shell(t *testing.T, dir, command string) string {
	t.Helper()
	if command == "go test ./..." { // which is what runs here
		return ""
	}
	command = strings.Replace(command, "go run ./cmd/graphcov", "graphcov", 1) // the same program, built already
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1700000000")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// The README documents every column of every table and view.
func TestReadmeHasEveryColumn(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	shell(t, dir, "graphcov generate multiplication --size 1x1 -n 3 -o t.jsonl && graphcov index --db d.db --task multiplication t.jsonl")
	columns := shell(t, dir, `graphcov sql --db d.db --format csv "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')"`)
	_, reference, found := strings.Cut(string(readme), "## The database")
	if !found {
		t.Fatal("the README has no section on the database")
	}
	for line := range strings.Lines(columns) {
		table, column, _ := strings.Cut(strings.TrimSpace(line), ",")
		if table == "name" {
			continue
		}
		_, row, found := strings.Cut(reference, "| `"+table+"` |")
		row, _, _ = strings.Cut(row, "\n| `")
		if !found || !strings.Contains(row, "`"+column+"`") {
			t.Errorf("the README does not describe %s.%s", table, column)
		}
	}
}
