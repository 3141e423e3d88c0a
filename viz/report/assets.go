package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io/fs"
	"slices"
	"strings"
)

// assets are the style and the scripts of the page, templates its pieces. The
// libraries come from elsewhere: libraries.txt says from where.
//
//go:embed assets templates libraries
var files embed.FS

// Names of the scripts, in the order in which a page needs them.
const (
	themeScript  = "assets/theme.js"
	chartLibrary = "libraries/echarts.min.js"
	chartScript  = "assets/charts.js"
	chartOption  = "assets/chartoption.js"
	graphLibrary = "libraries/viz-global.js"
	graphScript  = "assets/graphs.js"
	stylesheet   = "assets/page.css"
)

// Assets are the files that a page of a server refers to, by their paths.
func Assets() fs.FS { return files }

// IsAsset reports whether a path is a file of a page, rather than a template or a
// licence.
func IsAsset(path string) bool {
	return slices.Contains([]string{stylesheet, themeScript, chartLibrary, chartOption, chartScript, graphLibrary, graphScript}, path)
}

// asset is the text of a file that is part of the program.
func asset(path string) string {
	text, err := files.ReadFile(path)
	if err != nil {
		panic("report: " + err.Error()) // the program was built without one of its own files
	}
	return string(text)
}

func script(path string) template.JS { return template.JS(asset(path)) }  // ours, or of libraries.txt
func style(path string) template.CSS { return template.CSS(asset(path)) } // ours

// hash is how a Content-Security-Policy names an inline script or style.
func hash(path string) string {
	sum := sha256.Sum256([]byte(asset(path)))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// policy is the Content-Security-Policy of a page that is one file: nothing is
// fetched, and nothing runs but the scripts that are part of the page.
func policy(scripts []string) string {
	hashes := make([]string, len(scripts))
	for i, path := range scripts {
		hashes[i] = hash(path)
	}
	return "default-src 'none'; script-src " + strings.Join(hashes, " ") + " 'wasm-unsafe-eval'; style-src " + hash(stylesheet) + "; img-src data:; base-uri 'none'; form-action 'none'"
}
