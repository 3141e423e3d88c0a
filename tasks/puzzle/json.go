package puzzle

import (
	"encoding/json"
	"strings"
)

// solution is an answer in JSON, {"solution": {"House 1": {"Name": "Bob"}}}.
type solution struct {
	from, to int // its place in the text
	rows     []tableRow
}

const solutionKey = `"solution"`

// lastSolution is the last of solutions, without rows where there is none.
func lastSolution(text string) (last solution) {
	for _, s := range solutions(text) {
		last = s
	}
	return last
}

// solutions finds each solution in a text, whatever else the text has and
// whether or not it is valid JSON: it is read by its keys.
func solutions(text string) []solution {
	var list []solution
	for from := 0; ; {
		i := strings.Index(text[from:], solutionKey)
		if i < 0 {
			return list
		}
		from += i
		rest := text[from+len(solutionKey):]
		object := strings.TrimLeft(rest, ": \t\r\n")
		if strings.HasPrefix(object, "{") && strings.Contains(rest[:len(rest)-len(object)], ":") {
			scanner := jsonScanner{text: object}
			s := solution{from: from, rows: scanner.rows()}
			s.to = len(text) - len(scanner.text)
			list, from = append(list, s), s.to
			continue
		}
		from += len(solutionKey)
	}
}

// jsonScanner reads an object of objects token by token. What is wrong in
// between, such as a missing comma, is passed over.
type jsonScanner struct{ text string }

// rows reads the object at the front, up to its closing brace.
func (s *jsonScanner) rows() []tableRow {
	var rows []tableRow
	depth, key := 0, ""
	for s.text != "" {
		token, quoted := s.next()
		isKey := false
		if quoted || !strings.Contains("{}[],:", token) {
			s.text = strings.TrimLeft(s.text, " \t\r\n")
			isKey = strings.HasPrefix(s.text, ":")
		}
		switch {
		case isKey:
			key = token
		case !quoted && (token == "{" || token == "["):
			if depth++; depth == 2 {
				rows = append(rows, tableRow{house: houseNumber(key)})
			}
			key = ""
		case !quoted && (token == "}" || token == "]"):
			if depth--; depth <= 0 {
				return rows
			}
		case !quoted && (token == "," || token == ":"):
		case depth == 2 && key != "":
			last := &rows[len(rows)-1]
			last.pairs = append(last.pairs, pair{key, token})
			key = ""
		}
	}
	return rows
}

// next takes a token: a mark, a string without its quotes, or a bare word.
func (s *jsonScanner) next() (token string, quoted bool) {
	s.text = strings.TrimLeft(s.text, " \t\r\n")
	if s.text == "" {
		return "", false
	}
	switch s.text[0] {
	case '{', '}', '[', ']', ',', ':':
		token, s.text = s.text[:1], s.text[1:]
		return token, false
	case '"':
		return s.quotation(), true
	}
	end := strings.IndexAny(s.text, "{}[],:\"\n")
	if end <= 0 {
		end = len(s.text)
	}
	token, s.text = strings.TrimSpace(s.text[:end]), s.text[end:]
	return token, false
}

// quotation takes the string at the front, to the end of the line where its
// quote is not closed.
func (s *jsonScanner) quotation() (content string) {
	for i := 1; i < len(s.text); i++ {
		switch s.text[i] {
		case '\\':
			i++
		case '"', '\n':
			content = s.text[1:i]
			if json.Unmarshal([]byte(s.text[:i+1]), &content) != nil {
				content = s.text[1:i]
			}
			s.text = s.text[i+1:]
			return content
		}
	}
	content, s.text = s.text[1:], ""
	return content
}

// houseNumber is the number in "House 1".
func houseNumber(key string) string {
	if !hasFoldedPrefix(key, "house") {
		return ""
	}
	return strings.Trim(key[len("house"):], " _#:")
}
