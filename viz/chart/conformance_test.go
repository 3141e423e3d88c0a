package chart

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What holds of every kind of chart.
func TestConformance(t *testing.T) {
	db := constructed(t)
	ids := make(map[string]bool)
	for _, kind := range Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			if kind.Summary == "" {
				t.Error("no summary")
			}
			charts := load(t, db, kind.Name, Filter{})
			if again := load(t, db, kind.Name, Filter{}); !cmp.Equal(charts, again) {
				t.Errorf("a second reading differs\n%s", cmp.Diff(charts, again))
			}
			if len(charts) == 0 {
				t.Fatal("no chart, not even one that says why")
			}
			for _, c := range charts {
				if c.Name != kind.Name || !regexp.MustCompile(`^[a-z][A-Za-z0-9_-]*$`).MatchString(c.ID) || ids[c.ID] {
					t.Errorf("name %q, ID %q, which must be of letters, digits, - and _ and of no other chart", c.Name, c.ID)
				}
				ids[c.ID] = true
				if c.Missing != "" {
					t.Errorf("the database has something to show, the chart says %q", c.Missing)
				}
				conformData(t, c)
				conformSVG(t, c)
				conformCSV(t, c)
			}
		})
	}
}

func conformData(t *testing.T, c Chart) {
	t.Helper()
	if c.Title == "" || len(c.Series) == 0 || !strings.HasSuffix(c.Caption, ".") {
		t.Errorf("title %q, caption %q, %d series", c.Title, c.Caption, len(c.Series))
	}
	if !strings.Contains(c.Caption, "n = ") && !regexp.MustCompile(`\d+ problems|layer \d`).MatchString(c.Caption) {
		t.Errorf("the caption does not say of how many: %q", c.Caption)
	}
	axes := []Axis{c.X, c.Y}
	if c.Value != nil {
		axes = append(axes, *c.Value)
	}
	for _, a := range axes {
		if a.Title == "" || (len(a.Categories) == 0 && !strings.Contains(a.Title, "(")) {
			t.Errorf("axis title %q, which must say the unit in brackets", a.Title)
		}
	}
	if _, err := json.Marshal(c); err != nil {
		t.Errorf("no JSON can be made of it: %v", err)
	}
	for _, s := range c.Series {
		if s.Name == "" || len(s.Points) == 0 || s.Mark == "" {
			t.Errorf("a series without name, mark or points: %+v", s)
		}
		for _, p := range s.Points {
			value := p.Y
			if s.Mark == Cells {
				value = p.Value
			}
			conformPoint(t, s, p, value)
			if k := len(c.X.Categories); k > 0 && (p.X < 0 || p.X >= float64(k)) {
				t.Errorf("%s: position %g of %d categories", s.Name, p.X, k)
			}
		}
	}
}

func conformPoint(t *testing.T, s Series, p Point, value *float64) {
	t.Helper()
	if value == nil {
		if p.Low != nil || p.High != nil {
			t.Errorf("%s at %g: an interval of nothing", s.Name, p.X)
		}
		return
	}
	if p.N <= 0 {
		t.Errorf("%s at %g: n = %d", s.Name, p.X, p.N)
	}
	if (p.Low == nil) != (p.High == nil) || (p.Low == nil && s.Mark != Curve && s.Mark != Stacked) {
		t.Errorf("%s at %g: half an interval, or none", s.Name, p.X)
	}
	if p.Low != nil && !(*p.Low <= *value && *value <= *p.High) {
		t.Errorf("%s at %g: %g is not in [%g, %g]", s.Name, p.X, *value, *p.Low, *p.High)
	}
	if p.XLow != nil && !(*p.XLow <= p.X && p.X <= *p.XHigh) {
		t.Errorf("%s: %g is not in [%g, %g]", s.Name, p.X, *p.XLow, *p.XHigh)
	}
}

// conformSVG checks the picture: well-formed, the same each time, with title
// and description, letters as text and no number that is none.
func conformSVG(t *testing.T, c Chart) {
	t.Helper()
	var first, second bytes.Buffer
	for _, to := range []*bytes.Buffer{&first, &second} {
		if err := WriteSVG(to, c, SVGOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two drawings of one chart differ")
	}
	elements, text := readSVG(t, first.Bytes())
	for _, name := range []string{"svg", "title", "desc", "text"} {
		if elements[name] == 0 {
			t.Errorf("the picture has no %s", name)
		}
	}
	if elements["script"] > 0 || strings.Contains(first.String(), "<script") {
		t.Error("a name was written without escape")
	}
	for _, bad := range []string{"NaN", "Inf", "\uFFFD", "%!"} {
		if strings.Contains(first.String(), bad) {
			t.Errorf("the picture holds %q", bad)
		}
	}
	for _, want := range []string{c.Title, c.Caption + c.Missing} {
		if want != "" && !strings.Contains(text, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}

// readSVG counts the elements of a picture and joins its text.
func readSVG(t *testing.T, picture []byte) (elements map[string]int, text string) {
	t.Helper()
	elements = make(map[string]int)
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return elements, text
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, picture)
		}
		switch token := token.(type) {
		case xml.StartElement:
			elements[token.Name.Local]++
		case xml.CharData:
			text += string(token) + "\n"
		}
	}
}

// conformCSV reads the numbers back.
func conformCSV(t *testing.T, c Chart) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, c); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	same := func(text string, value *float64) bool {
		if value == nil {
			return text == ""
		}
		read, err := strconv.ParseFloat(text, 64)
		return err == nil && read == *value && !math.IsNaN(read)
	}
	next := 1
	for _, s := range c.Series {
		for _, p := range s.Points {
			row := rows[next]
			next++
			if row[0] != c.ID || row[1] != s.Name || row[2] != s.Model || row[11] != p.Label || row[10] != strconv.Itoa(p.N) ||
				!same(row[4], p.XLow) || !same(row[5], p.XHigh) || !same(row[7], p.Value) || !same(row[8], p.Low) || !same(row[9], p.High) {
				t.Errorf("row %q of point %+v", row, p)
			}
			if len(c.Y.Categories) == 0 && !same(row[6], p.Y) {
				t.Errorf("y of row %q of point %+v", row, p)
			}
		}
	}
	if next != len(rows) {
		t.Errorf("%d rows, want %d", len(rows), next)
	}
}

// Where there is nothing, every kind says why, in the picture, too.
func TestNothingToShow(t *testing.T) {
	empty := filled(t, func(func(string, ...any)) {})
	accuracyOnly := filled(t, func(exec func(string, ...any)) {
		exec("INSERT INTO finding VALUES (1, 'm', 'multiplication', NULL, NULL, 'unread', 'all', 0.5, 0.4, 0.6, NULL, NULL, 9, NULL, NULL)")
	})
	for _, kind := range Kinds() {
		said := make(map[string]bool)
		for _, charts := range [][]Chart{
			load(t, empty, kind.Name, Filter{}), load(t, accuracyOnly, kind.Name, Filter{}), load(t, accuracyOnly, kind.Name, Filter{Model: "another"}),
		} {
			if len(charts) != 1 || charts[0].Missing == "" || len(charts[0].Series) != 0 {
				t.Errorf("%s: %+v, want one chart that says why it is empty", kind.Name, charts)
				continue
			}
			said[charts[0].Missing] = true
			conformSVG(t, charts[0])
			conformCSV(t, charts[0])
		}
		if len(said) != 3 {
			t.Errorf("%s: an empty database, one without such findings and one without the model are told apart by %d reasons", kind.Name, len(said))
		}
	}
}

// A chart all of whose estimates are missing gives their reason.
func TestNothingEstimable(t *testing.T) {
	db := filled(t, func(exec func(string, ...any)) {
		exec("INSERT INTO finding VALUES (1, 'm', 'multiplication', NULL, NULL, 'pass_at_k', 'k=1', NULL, NULL, NULL, NULL, NULL, 0, NULL, 'no responses')")
	})
	charts := load(t, db, "sampling", Filter{})
	if len(charts) != 1 || charts[0].Missing != "Nothing could be estimated: no responses." {
		t.Errorf("%+v", charts)
	}
}
