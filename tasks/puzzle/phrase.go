package puzzle

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// rowOf is the row of the phrase table that an attribute's line belongs to, nil
// where there is none.
func rowOf(line string) *row {
	inLine := words(line)
	for i := range phraseTable {
		if containsRun(inLine, words(phraseTable[i].words)) {
			return &phraseTable[i]
		}
	}
	return nil
}

// rowLabelled is the row with that label, in any case.
func rowLabelled(label string) *row {
	for i := range phraseTable {
		if canonical(phraseTable[i].label) == canonical(label) {
			return &phraseTable[i]
		}
	}
	return nil
}

func containsRun(list, run []string) bool {
	for i := range list {
		if len(list)-i >= len(run) && slices.Equal(list[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

// template is the phrase for a value.
func (r *row) template(value string) string {
	for _, p := range r.phrases {
		if p.values == "" || listed(p.values, value) {
			return p.text
		}
	}
	return "V" // not reached: the last phrase is for all values
}

func listed(list, value string) bool {
	for v := range strings.SplitSeq(list, ", ") {
		if fold(v) == fold(value) {
			return true
		}
	}
	return false
}

// readings are the phrases for a value that are read, folded.
func (r *row) readings(value string) []string {
	phrases := []string{""}
	list := strings.Fields(r.template(value))
	for i, word := range list {
		options := strings.Split(word, "/")
		if word == "a" && i+1 < len(list) && list[i+1][0] == 'V' {
			options = []string{"a", "an"}
		}
		var longer []string
		for _, option := range options {
			for _, p := range phrases {
				longer = append(longer, p+fold(expand(option, value)))
			}
		}
		phrases = longer
	}
	return phrases
}

// write is the phrase for a value as writers spell it.
func (r *row) write(value string) string {
	spelled := r.display(value)
	list := strings.Fields(r.template(value))
	for i, word := range list {
		first, _, _ := strings.Cut(word, "/")
		list[i] = expand(first, spelled)
		if i > 0 && list[i-1] == "a" && word[0] == 'V' && startsWithVowel(list[i]) {
			list[i-1] = "an"
		}
	}
	return strings.Join(list, " ")
}

// expand puts the person and the value into a word of a template.
func expand(word, value string) string {
	switch {
	case word == "P" || strings.HasPrefix(word, "P'"):
		return "the person" + word[1:]
	case word == "V*":
		return month(value)
	case word == "V#":
		return number(value)
	case word == "V" || strings.HasPrefix(word, "V'") || strings.HasPrefix(word, "V-"):
		return value + word[1:]
	}
	return word
}

// display is a value as writers spell it within a phrase.
func (r *row) display(value string) string {
	if s, ok := spelling(value); ok {
		return s
	}
	if !r.proper {
		return value
	}
	list := strings.Split(value, " ")
	for i, word := range list {
		list[i] = capital(word)
	}
	return strings.Join(list, " ")
}

// capital is a text with its first letter as a capital.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(first) {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// startsWithVowel tells an engineer and an Audi from a OnePlus.
func startsWithVowel(text string) bool {
	return text != "" && strings.ContainsRune("aeiouAEIOU", rune(text[0])) && !hasFoldedPrefix(text, "one")
}

// month is the month that a value abbreviates, or else the value.
func month(value string) string {
	for _, m := range [...]string{"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December"} {
		if len(value) >= 3 && hasFoldedPrefix(m, value) || hasFoldedPrefix(value, "sept") && m == "September" {
			return m
		}
	}
	return value
}

// number is the only number that a value contains, or else the value.
func number(value string) string {
	digits := strings.FieldsFunc(value, func(r rune) bool { return r < '0' || r > '9' })
	if len(digits) != 1 {
		return value
	}
	return digits[0]
}

// phrasebook says which facts a phrase may name.
type phrasebook struct {
	known map[string][]logic.Fact // by folded phrase, of the attributes in the table

	// unknown are the values of the other attributes.
	unknown []unknownValue
}

type unknownValue struct {
	words []string
	fact  logic.Fact
}

func newPhrasebook(attributes []attribute) *phrasebook {
	b := &phrasebook{known: make(map[string][]logic.Fact)}
	for a, attr := range attributes {
		for v, value := range attr.values {
			fact := logic.Fact{Attribute: a, Value: v}
			if attr.row == nil {
				b.unknown = append(b.unknown, unknownValue{words(value), fact})
				continue
			}
			for _, phrase := range attr.row.readings(value) {
				b.known[phrase] = append(b.known[phrase], fact)
			}
		}
	}
	return b
}

// facts are the values that the whole phrase may name.
func (b *phrasebook) facts(phrase string) []logic.Fact {
	if facts := b.known[fold(phrase)]; len(facts) > 0 {
		return facts
	}
	inPhrase := words(phrase)
	var found []logic.Fact
	for _, u := range b.unknown {
		if u.begin(inPhrase) {
			found = append(found, u.fact)
		}
	}
	if len(found) > 1 { // which of them is meant nobody knows
		return nil
	}
	return found
}

// begin reports whether each word of the value begins a word of the phrase.
func (u unknownValue) begin(inPhrase []string) bool {
	for _, word := range u.words {
		if !slices.ContainsFunc(inPhrase, func(w string) bool { return strings.HasPrefix(w, word) }) {
			return false
		}
	}
	return len(u.words) > 0
}
