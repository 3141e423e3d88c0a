package browser

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/viz/report"
	"github.com/graphcov/graphcov/viz/viztest"
)

// writeReport makes the report of a database and returns where it lies.
func writeReport(t *testing.T, db *database.DB) string {
	t.Helper()
	contents, err := report.Load(t.Context(), db, report.Options{ToolVersion: "test", Now: time.Unix(1700000000, 0)})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.html")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := report.Write(file, contents); err != nil {
		t.Fatal(err)
	}
	return path
}

// From disk, in light and dark, on a wide and on a narrow screen: everything is
// drawn, nothing is fetched, nothing is complained of.
func TestReportFromDisk(t *testing.T) {
	url := "file://" + writeReport(t, viztest.Database(t))
	for _, colours := range []string{"light", "dark"} {
		v := open(t)
		v.scheme(colours)
		v.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url))
		v.showAll()
		if n := eval[int](v, `document.querySelectorAll(".canvas svg").length`); n < 5 {
			t.Errorf("%d charts are drawn", n)
		}
		if n := eval[int](v, `document.querySelectorAll(".drawing svg .node").length`); n < 5 {
			t.Errorf("graphs of %d nodes are drawn", n)
		}
		v.accessible(colours)
		v.picture("report-"+colours, 1280)
		v.do(chromedp.EmulateViewport(360, 800))
		if wide := eval[int](v, `document.documentElement.scrollWidth`); wide > 360 {
			t.Errorf("on a screen of 360 the page is %d wide: %s", wide, eval[string](v, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > 361 && !e.closest(".scroll, .drawing")).slice(0, 5).map((e) => e.outerHTML.slice(0, 150)).join("\n")`))
		}
		v.picture("report-"+colours+"-narrow", 390)
		if colours == "light" {
			v.paper("report")
		}
		v.quiet(url)
	}
}
