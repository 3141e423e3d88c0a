package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// findBrowser is the Chromium of the environment variable CHROME, or of the path.
// Without one the tests of this package are skipped.
func findBrowser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	for _, name := range []string{os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Skip("no Chromium: install it, or name it in the environment variable CHROME")
	return ""
}

// visit is one tab, with everything that its pages complained of and asked for.
type visit struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
	requests   []string
}

// open starts a tab of a browser of its own.
func open(t *testing.T) *visit {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(findBrowser(t)))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium will not sandbox root
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	v := &visit{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, v.hear); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return v
}

// hear notes what the pages complain of and ask for.
func (v *visit) hear(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		v.complaints = append(v.complaints, exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			v.complaints = append(v.complaints, fmt.Sprintf("%s: %v", e.Type, e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			v.complaints = append(v.complaints, e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		v.requests = append(v.requests, e.Request.URL)
	}
}

func (v *visit) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, steps...); err != nil {
		v.t.Fatal(err)
	}
}

// get is what an action yields.
func get[T any](v *visit, action chromedp.Action[T]) T {
	v.t.Helper()
	value, err := chromedp.Run(v.ctx, action)
	if err != nil {
		v.t.Fatal(err)
	}
	return value
}

// eval is the value of an expression on the page, waited for.
func eval[T any](v *visit, expression string) T {
	v.t.Helper()
	return get(v, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// quiet fails where a page complained, or asked for anything outside prefix.
func (v *visit) quiet(prefix string) {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, c := range v.complaints {
		v.t.Errorf("the browser complains: %.400s", c)
	}
	for _, url := range v.requests {
		if !strings.HasPrefix(url, prefix) && !strings.HasPrefix(url, "data:") {
			v.t.Errorf("the page asks for %.200s", url)
		}
	}
	v.complaints = nil
}

// scheme makes the page light or dark, as the system would.
func (v *visit) scheme(name string) {
	v.t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}}
	if _, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, media); err != nil {
		v.t.Fatal(err)
	}
}

// showAll opens every fold and waits until all that is drawn late is drawn.
func (v *visit) showAll() {
	v.t.Helper()
	eval[bool](v, `(async () => {
		for (const d of document.querySelectorAll("details")) d.open = true;
		for (let i = 0; i < 300; i++) {
			for (const e of document.querySelectorAll(".canvas:not(:has(svg)), .drawing:not(:has(svg, .message))")) { e.scrollIntoView({behavior: "instant"}); await new Promise((r) => setTimeout(r, 60)); }
			if (!document.querySelector(".canvas:not(:has(svg)), .drawing:not(:has(svg, .message))")) break;
		}
		scrollTo({top: 0, behavior: "instant"});
		return true;
	})()`)
}

// picture keeps a screenshot in the directory SCREENSHOTS, for people to look at.
func (v *visit) picture(name string, width int64) {
	v.t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	v.do(chromedp.EmulateViewport(width, 900), chromedp.Sleep(600*time.Millisecond))
	shot := get(v, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644); err != nil {
		v.t.Fatal(err)
	}
}

// paper keeps the page as it is printed.
func (v *visit) paper(name string) {
	v.t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".pdf"), get(v, chromedp.PrintToPDF()), 0o644); err != nil {
		v.t.Fatal(err)
	}
}

// accessible runs axe-core, of the file that AXE_CORE names, over the page.
func (v *visit) accessible(name string) {
	v.t.Helper()
	path := os.Getenv("AXE_CORE")
	if path == "" {
		v.t.Log("accessibility is not checked: AXE_CORE names no axe.min.js")
		return
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		v.t.Fatalf("AXE_CORE: %v", err)
	}
	eval[bool](v, string(axe)+"; true")
	type violation struct {
		ID, Help string
		Nodes    []struct{ HTML string }
	}
	for _, found := range eval[[]violation](v, `axe.run(document).then((r) => r.violations.map((x) => ({ID: x.id, Help: x.help, Nodes: x.nodes.map((n) => ({HTML: n.html.slice(0, 300) + " " + n.failureSummary}))})))`) {
		v.t.Errorf("%s: %s: %s: %d places, the first %.700s", name, found.ID, found.Help, len(found.Nodes), found.Nodes[0].HTML)
	}
}

func exceptionText(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return d.Text
	}
	return d.Exception.Description
}
