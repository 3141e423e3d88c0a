package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/viz/report"
	"github.com/graphcov/graphcov/viz/viztest"
)

// page is the report of the test's database.
func page(t *testing.T) string {
	t.Helper()
	contents, err := report.Load(t.Context(), viztest.Database(t), report.Options{ToolVersion: "v0.test", Now: time.Unix(1700000000, 0)})
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	if err := report.Write(&first, contents); err != nil {
		t.Fatal(err)
	}
	if err := report.Write(&second, contents); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Error("two reports of the same contents differ")
	}
	return first.String()
}

func TestReport(t *testing.T) {
	text := page(t)
	for _, part := range []string{
		`id="finding"`, `id="charts"`, `id="tables"`, `id="examples"`, `id="about"`, `lang="en"`,
		"Success stops where training stops.", // small is right at the size trained on, and at no other
		"What weakens this", "What to do next", "How to read this",
		"v0.test", "2023-11-14T22:13:20Z", "train.jsonl", "asked.jsonl", "xxh3-128/1", "echarts 6.1.0", "@viz-js/viz 3.31.0",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the report has no %s", part)
		}
	}
	if size := len(text); size > 5_000_000 {
		t.Errorf("the report has %d bytes", size)
	}
}

// Nothing of the page comes from elsewhere, and nothing that a transcript says
// is HTML of it.
func TestReportStandsAlone(t *testing.T) {
	text := page(t)
	html := regexp.MustCompile(`(?s)(<script[^>]*>).*?</script>`).ReplaceAllString(text, "$1</script>")
	if found := regexp.MustCompile(`<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"`).FindAllStringSubmatch(html, -1); len(found) == 0 {
		t.Error("no chart has a picture")
	} else {
		for _, f := range found {
			if !strings.HasPrefix(f[1], "data:") {
				t.Errorf("the report refers to %.100s", f[1])
			}
		}
	}
	if strings.Contains(text, "<script>document") || strings.Contains(text, "<img src=x") {
		t.Error("hostile text is HTML of the report")
	}
	if n := strings.Count(text, "<script"); n != strings.Count(text, "</script>") {
		t.Errorf("%d scripts begin, %d end", n, strings.Count(text, "</script>"))
	}
}

// The policy of the page allows what it has and nothing else.
func TestPolicyNamesTheScripts(t *testing.T) {
	text := page(t)
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(text)
	if policy == nil {
		t.Fatal("the report has no policy")
	}
	said := strings.ReplaceAll(policy[1], "&#43;", "+")
	said = strings.ReplaceAll(said, "&#39;", "'")
	if !strings.HasPrefix(said, "default-src 'none'") || strings.Contains(said, "unsafe-inline") || strings.Contains(said, "unsafe-eval'") && !strings.Contains(said, "'wasm-unsafe-eval'") {
		t.Errorf("the policy is %s", said)
	}
	scripts := regexp.MustCompile(`(?s)<(?:script|style)>(.*?)</(?:script|style)>`).FindAllStringSubmatch(text, -1)
	if len(scripts) != 7 { // theme, style, two libraries, three of ours
		t.Errorf("%d scripts and styles", len(scripts))
	}
	for _, s := range scripts {
		sum := sha256.Sum256([]byte(s[1]))
		if hash := base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(said, hash) {
			t.Errorf("the policy does not allow the script %.60s", s[1])
		}
	}
}

// The libraries are the files of the packages that libraries.txt names, and the
// licence of each is beside it.
func TestLibraries(t *testing.T) {
	list, err := fs.ReadFile(report.Assets(), "libraries/libraries.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]string)
	for line := range strings.Lines(string(list)) {
		if fields := strings.Fields(line); fields[0] != "#" {
			listed[fields[0]] = fields[1]
		}
	}
	entries, err := fs.Glob(report.Assets(), "libraries/*.js")
	if err != nil || len(entries) != len(listed) || len(entries) != 2 {
		t.Errorf("files %v, listed %v (%v)", entries, listed, err)
	}
	for name, want := range listed {
		text, err := fs.ReadFile(report.Assets(), "libraries/"+name)
		if err != nil {
			t.Error(err)
			continue
		}
		if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s has the sha256 %x, libraries.txt says %s", name, sum, want)
		}
		short, _, _ := strings.Cut(name, ".")
		short, _, _ = strings.Cut(short, "-")
		if _, err := fs.Stat(report.Assets(), "libraries/"+short+"-LICENSE.txt"); err != nil {
			t.Error(err)
		}
	}
}
