package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/zeebo/xxh3"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
)

// manifest says what a checkpoint holds. It is one file: a line with a
// checksum of the rest, which is JSON.
type manifest struct {
	Settings []setting  `json:"settings"` // that decide what is counted
	Before   string     `json:"before"`   // stamp of the corpus in the database when the run began
	Files    []keptFile `json:"files"`    // that were counted to their ends, in the order in which they were given
	Parts    []keptPart `json:"parts"`

	// Finished is there once everything is ready to be committed.
	Finished *finished `json:"finished,omitempty"`
}

// setting is an option by the name that people know it under.
type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// keptFile is the account of one file, with its first faults.
type keptFile struct {
	Account
	Faults []record.Fault `json:"faults,omitempty"`
}

// keptPart is what one Counter has counted.
type keptPart struct {
	File      string           `json:"file"`     // name of the file of its runs
	Checksum  string           `json:"checksum"` // of the runs
	Runs      [][]int64        `json:"runs"`     // of each run the ends of its sections; they follow one another
	Kinds     []keptKind       `json:"kinds"`
	Documents int64            `json:"documents"`
	Nodes     int64            `json:"nodes"`
	Sizes     map[string]int64 `json:"sizes"`
}

type keptKind struct {
	Op    graph.Op `json:"op"`
	Depth int      `json:"depth"`
}

// finished is the end of a run: a database of that stamp has all of it.
type finished struct {
	After  string `json:"after"`
	Report Report `json:"report"`
}

// isIn reports whether a database of that stamp has all of the run.
func (m *manifest) isIn(stamp string) bool { return m.Finished != nil && m.Finished.After == stamp }

const (
	manifestName  = "manifest"
	runsPrefix    = "runs-" // of the names of the files of runs
	manifestTitle = "graphcov checkpoint 1 "

	// longestManifest bounds what is read of a file that anybody may have put there.
	longestManifest = 1 << 30
)

var errManifestDamaged = errors.New("its manifest is damaged")

func (m *manifest) encode() ([]byte, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return append([]byte(manifestTitle+checksum(body)+"\n"), body...), nil
}

// parseManifest reads what encode made. What it returns is sound in itself.
func parseManifest(data []byte) (*manifest, error) {
	title, body, _ := bytes.Cut(data, []byte("\n"))
	sum, ok := strings.CutPrefix(string(title), manifestTitle)
	if !ok {
		return nil, errors.New("its manifest is damaged, or of another version of graphcov")
	}
	if sum != checksum(body) {
		return nil, errManifestDamaged
	}
	m := new(manifest)
	if err := json.Unmarshal(body, m); err != nil {
		return nil, errManifestDamaged
	}
	return m, m.check()
}

// check looks for what no run can have written. It keeps the code behind from
// numbers that somebody made up.
func (m *manifest) check() error {
	var compiled, counted int64
	for _, f := range m.Files {
		for _, n := range []int64{f.Documents, f.Compiled, f.Empty, f.Rejected, f.FromTrace, f.FromInput, f.Bytes, f.Size} {
			if n < 0 {
				return errManifestDamaged
			}
		}
		if f.Documents != f.Compiled+f.Empty+f.Rejected || f.Skipped != "" || len(f.Faults) > maxFaults {
			return errManifestDamaged
		}
		compiled += f.Compiled
	}
	for i := range m.Parts {
		p := &m.Parts[i]
		if err := p.check(); err != nil {
			return err
		}
		counted += p.Documents
	}
	if compiled != counted {
		return errManifestDamaged
	}
	return nil
}

func (p *keptPart) check() error {
	if p.File != filepath.Base(p.File) || !strings.HasPrefix(p.File, runsPrefix) ||
		len(p.Kinds) == 0 || p.Kinds[0] != (keptKind{}) || p.Documents < 0 || p.Nodes < 0 {
		return errManifestDamaged
	}
	sized := int64(0)
	for _, n := range p.Sizes {
		if n < 0 {
			return errManifestDamaged
		}
		sized += n
	}
	if sized != p.Documents {
		return errManifestDamaged
	}
	end := int64(0)
	for _, run := range p.Runs {
		for _, to := range run {
			if to < end {
				return errManifestDamaged
			}
			end = to
		}
	}
	return nil
}

// length is how many bytes the runs take.
func (p *keptPart) length() int64 {
	for i := len(p.Runs) - 1; i >= 0; i-- {
		if n := len(p.Runs[i]); n > 0 {
			return p.Runs[i][n-1]
		}
	}
	return 0
}

func checksum(data []byte) string { return hexSum(xxh3.Hash128(data)) }

func hexSum(sum xxh3.Uint128) string { return fmt.Sprintf("%016x%016x", sum.Hi, sum.Lo) }

// readManifest returns nil where there is none.
func readManifest(dir string) (*manifest, error) {
	path := filepath.Join(dir, manifestName)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case info.Size() > longestManifest || !info.Mode().IsRegular():
		return nil, errManifestDamaged
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseManifest(data)
}

// writeManifest puts the manifest in the place of the one before. Whenever the
// machine stops, one of the two is there as a whole.
func writeManifest(dir string, m *manifest) (err error) {
	data, err := m.encode()
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, manifestName+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
		}
	}()
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	syncDirectory(dir) // with the files of runs
	if err := os.Rename(file.Name(), filepath.Join(dir, manifestName)); err != nil {
		return err
	}
	syncDirectory(dir)
	return nil
}

// syncDirectory makes the names in a directory last. Not every file system can,
// or has to.
func syncDirectory(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}
