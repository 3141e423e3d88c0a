package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/coverage/examples"
)

// Reading what a URL asks for. Every error is the asker's, and says what would do.

func among(name, value string, choices []string) error {
	if value == "" || slices.Contains(choices, value) {
		return nil
	}
	return fmt.Errorf("unknown %s %q: use one of %s", name, value, strings.Join(choices, ", "))
}

func orderNames() (names []string) {
	for _, o := range examples.Orders() {
		names = append(names, string(o))
	}
	return names
}

// readShare reads a share in percent; nil: it is not given.
func readShare(asked url.Values, name string) (*float64, error) {
	text := asked.Get(name)
	if text == "" {
		return nil, nil
	}
	percent, err := strconv.ParseFloat(text, 64)
	if err != nil || !(percent >= 0 && percent <= 100) {
		return nil, fmt.Errorf("%s is %q: use a number from 0 to 100", name, text)
	}
	percent /= 100
	return &percent, nil
}

// readCorpus finds the corpus of that name; the first of all where none is named.
func readCorpus(name string, choices *examples.Choices) (int64, error) {
	if len(choices.Corpora) == 0 {
		if name != "" {
			return 0, fmt.Errorf("unknown corpus %q: there is none in the database", name)
		}
		return 0, nil
	}
	if name == "" {
		return choices.Corpora[0].ID, nil
	}
	var names []string
	for _, c := range choices.Corpora {
		if c.Name == name {
			return c.ID, nil
		}
		names = append(names, c.Name)
	}
	return 0, fmt.Errorf("unknown corpus %q: use one of %s", name, strings.Join(names, ", "))
}

// readPlace reads where a page begins: id:key.
func readPlace(text string) (*examples.Place, error) {
	if text == "" {
		return nil, nil
	}
	id, key, _ := strings.Cut(text, ":")
	var p examples.Place
	var errID, errKey error
	p.ID, errID = strconv.ParseInt(id, 10, 64)
	p.Key, errKey = strconv.ParseFloat(key, 64)
	if errID != nil || errKey != nil || p.Key != p.Key {
		return nil, fmt.Errorf("after is %q: it comes from the link to the next page", text)
	}
	return &p, nil
}

// readNumber reads a number that is not negative; 0 where none is given.
func readNumber(asked url.Values, name string) (int64, error) {
	text := asked.Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s is %q: use a whole number", name, text)
	}
	return n, nil
}
