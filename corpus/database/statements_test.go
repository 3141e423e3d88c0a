package database

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStatements(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" ; ;\n-- nothing;\n/* ; */ ;", nil},
		{"SELECT 1", []string{"SELECT 1"}},
		{"SELECT 1;", []string{"SELECT 1"}},
		{"SELECT 1;SELECT 2 ; SELECT 3\n", []string{"SELECT 1", "SELECT 2 ", " SELECT 3\n"}},
		{`SELECT ';', 'it''s;', "a;""b", [c;d], ` + "`e;`; SELECT 2", []string{`SELECT ';', 'it''s;', "a;""b", [c;d], ` + "`e;`", " SELECT 2"}},
		{"SELECT 1 -- one;\n+ 1; SELECT /*/ 2; */ 3", []string{"SELECT 1 -- one;\n+ 1", " SELECT /*/ 2; */ 3"}},
		{"SELECT 2 - - 1; SELECT 1 / 2", []string{"SELECT 2 - - 1", " SELECT 1 / 2"}},
		{"SELECT 'open; SELECT 2", []string{"SELECT 'open; SELECT 2"}},
		{"SELECT 1 /* open; SELECT 2", []string{"SELECT 1 /* open; SELECT 2"}},
	} {
		if diff := cmp.Diff(test.want, slices.Collect(Statements(test.text))); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

// FuzzStatements wants pieces of the text in their order, of which none can be cut
// again.
func FuzzStatements(f *testing.F) {
	f.Add("SELECT 1; SELECT ';' -- ;\n; SELECT /* ; */ \"a;b\" FROM [c;]; ``")
	f.Fuzz(func(t *testing.T, text string) {
		left := text
		for statement := range Statements(text) {
			at := strings.Index(left, statement)
			if at < 0 {
				t.Fatalf("%q is not in %q", statement, left)
			}
			left = left[at+len(statement):]
			if again := slices.Collect(Statements(statement)); len(again) != 1 || again[0] != statement {
				t.Errorf("%q is cut again: %q", statement, again)
			}
		}
	})
}
