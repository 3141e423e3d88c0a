package report

import (
	"fmt"
	"strings"
)

// library is a file that comes from elsewhere: a line of libraries.txt.
type library struct {
	file, sha256, pack, version, licence string
}

func libraries() []library {
	var all []library
	for line := range strings.Lines(asset("libraries/libraries.txt")) {
		fields := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(fields) < 5 {
			continue
		}
		all = append(all, library{fields[0], fields[1], fields[2], fields[3], strings.Join(fields[4:], " ")})
	}
	return all
}

// libraryNames says what else is in the page, with its licence.
func libraryNames() (names []string) {
	for _, l := range libraries() {
		names = append(names, fmt.Sprintf("%s %s (%s)", l.pack, l.version, l.licence))
	}
	return names
}
