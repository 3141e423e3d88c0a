package report

// Frame is what surrounds the content of a page: its head and its foot.
type Frame struct {
	Title string

	// Embedded puts style and scripts into the page itself. Otherwise the page
	// refers to them below /static/.
	Embedded bool

	Charts, Graphs bool   // whether there are such, and so their scripts
	Links          []Link // to the other pages of a server
	Foot           string // in a line: what the page was made from
}

// Link is one entry of a navigation.
type Link struct {
	URL, Text string
	Here      bool // it is the page that it stands on
}

// Policy is the Content-Security-Policy for a page that is one file.
func (f Frame) Policy() string {
	return policy(append([]string{themeScript}, f.Scripts()...))
}

// Scripts are the scripts at the end of the page.
func (f Frame) Scripts() []string {
	var paths []string
	if f.Charts {
		paths = append(paths, chartLibrary, chartOption, chartScript)
	}
	if f.Graphs {
		paths = append(paths, graphLibrary, graphScript)
	}
	return paths
}
