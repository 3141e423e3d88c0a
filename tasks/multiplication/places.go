package multiplication

import (
	"strconv"
	"strings"
)

// groups name the powers of 1000, from the second on.
var groups = [...]string{"thousands", "millions", "billions", "trillions", "quadrillions", "quintillions",
	"sextillions", "septillions", "octillions", "nonillions", "decillions"}

// placeNames are ones, tens, hundreds, thousands, ten-thousands, .., by power of 10.
var placeNames = func() []string {
	names := []string{"ones", "tens", "hundreds"}
	for _, g := range groups {
		names = append(names, g, "ten-"+g, "hundred-"+g)
	}
	return names
}()

// placeName is the name of the place 10^i. Beyond the names that English has,
// it is 10^i itself.
func placeName(i int) string {
	if i < len(placeNames) {
		return placeNames[i]
	}
	return "10^" + strconv.Itoa(i)
}

// parsePlace is the inverse of placeName.
func parsePlace(name string) (int, bool) {
	for i, known := range placeNames {
		if name == known {
			return i, true
		}
	}
	power, ok := strings.CutPrefix(name, "10^")
	i, err := strconv.Atoi(power)
	return i, ok && err == nil && i >= len(placeNames) && i < MaxColumns
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// rowName is A .. Z, AA, AB, .. for row 0, 1, ..
func rowName(j int) string {
	if j < len(letters) {
		return letters[j : j+1]
	}
	return rowName(j/len(letters)-1) + rowName(j%len(letters))
}

// parseRow is the inverse of rowName.
func parseRow(name string) (int, bool) {
	if name == "" || len(name) > 3 {
		return 0, false
	}
	j := 0
	for _, letter := range []byte(name) {
		if letter < 'A' || letter > 'Z' {
			return 0, false
		}
		j = 26*j + int(letter-'A') + 1
	}
	return j - 1, true
}

var numberWords = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}

var tens = [...]string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}

// shiftWords says how far row j is shifted: one place, two places, ..
func shiftWords(j int) string {
	word := ""
	switch {
	case j < len(numberWords):
		word = numberWords[j]
	case j >= 100: // beyond any published file, in figures
		word = strconv.Itoa(j)
	case j%10 == 0:
		word = tens[j/10-2]
	default:
		word = tens[j/10-2] + "-" + numberWords[j%10]
	}
	if j == 1 {
		return word + " place"
	}
	return word + " places"
}
