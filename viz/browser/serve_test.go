package browser

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/viz/report"
	"github.com/graphcov/graphcov/viz/serve"
	"github.com/graphcov/graphcov/viz/viztest"
)

// start serves a database and returns the address of its pages.
func start(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	handler, err := serve.New(viztest.Database(t), serve.Options{Address: server.Listener.Addr().String(), Tasks: tasks.All(),
		Report: report.Options{ToolVersion: "test", Now: time.Unix(1700000000, 0)}})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

func TestServedPages(t *testing.T) {
	base := start(t)
	pages := []struct{ name, path string }{
		{"served", "/"}, {"examples", "/examples"}, {"example", "/examples/2"}, {"graph", "/graph?task=multiplication&input=12+x+84"}, {"sql", "/sql"},
		{"sql-answer", "/sql?q=" + url.QueryEscape("SELECT question, model, answer, correct FROM example JOIN response USING (example_id) LIMIT 30")}, {"error", "/nope"},
	}
	for _, colours := range []string{"light", "dark"} {
		v := open(t)
		v.scheme(colours)
		for _, p := range pages {
			v.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(base+p.path))
			v.showAll()
			v.accessible(fmt.Sprintf("%s, %s", p.path, colours))
			if title := get(v, chromedp.Title()); title == "taken" {
				t.Errorf("%s runs what a transcript says", p.path)
			}
			v.picture(p.name+"-"+colours, 1280)
			v.do(chromedp.EmulateViewport(360, 800))
			if wide := eval[int](v, `document.documentElement.scrollWidth`); wide > 360 {
				t.Errorf("%s on a screen of 360 is %d wide", p.path, wide)
			}
			v.picture(p.name+"-"+colours+"-narrow", 390)
			if p.name != "error" { // which Chromium itself notes as one
				v.quiet(base)
			}
			v.complaints = nil
		}
	}
}

// A reader filters, goes to an example, and asks in SQL.
func TestServedForms(t *testing.T) {
	base := start(t)
	v := open(t)
	rows := `document.querySelectorAll("tbody tr").length`
	v.do(chromedp.Navigate(base + "/examples"))
	if n := eval[int](v, rows); n != 50 {
		t.Errorf("the first page lists %d examples", n)
	}
	v.do(chromedp.SetValue(chromedp.CSS("#size"), "3x2"), chromedp.SetValue(chromedp.CSS("#model"), "small"), chromedp.SetValue(chromedp.CSS("#outcome"), "wrong"))
	v.submit(`document.querySelector("form button")`)
	if n := eval[int](v, rows); n != 30 {
		t.Errorf("%d examples of 3x2 that small has wrong, want 30", n)
	}
	if where := eval[string](v, "location.search"); !strings.Contains(where, "size=3x2") || !strings.Contains(where, "outcome=wrong") {
		t.Errorf("the permanent link is %s", where)
	}
	v.submit(`document.querySelector("tbody a")`)
	v.showAll()
	if n := eval[int](v, `document.querySelectorAll(".drawing svg .node").length`); n < 10 {
		t.Errorf("the graph of a 3x2 problem has %d nodes", n)
	}
	if shown := eval[bool](v, `[...document.querySelectorAll(".given")].some((e) => e.textContent.includes("<script>"))`); !shown {
		t.Error("hostile text is not shown as text")
	}
	v.do(chromedp.Navigate(base+"/sql"), chromedp.SetValue(chromedp.CSS("#q"), "SELECT 6*7 AS product"))
	v.submit(`document.querySelector("form button")`)
	if got := eval[string](v, `document.querySelector("tbody").textContent.trim()`); got != "42" {
		t.Errorf("6*7 is %q", got)
	}
	v.quiet(base)
	v.do(chromedp.Navigate(base+"/sql"), chromedp.SetValue(chromedp.CSS("#q"), "DELETE FROM outcome"))
	v.submit(`document.querySelector("form button")`)
	if got := eval[string](v, `document.querySelector(".message").textContent`); !strings.Contains(got, "read") {
		t.Errorf("a query that writes: %q", got)
	}
}

// submit clicks, and waits for the page that this leads to.
func (v *visit) submit(element string) {
	v.t.Helper()
	if _, err := chromedp.RunResponse(v.ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Evaluate[bool](element+".click(), true")(ctx, t)
		return chromedp.Void{}, err
	}); err != nil {
		v.t.Fatal(err)
	}
}
