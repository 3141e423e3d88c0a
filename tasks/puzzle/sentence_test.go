package puzzle

import (
	"strings"
	"testing"
)

// fourHouses is a puzzle in which two attributes share the word alice, one has
// phrases that contain " is ", and one is not in the phrase table.
func fourHouses(t testing.TB) *grid {
	t.Helper()
	p, err := newGrid([]attribute{
		newAttribute("Name", []string{"Alice", "bob", "carol", "eric"}),
		newAttribute("Children", []string{"alice", "bella", "fred", "timothy"}),
		newAttribute("CarModel", []string{"ford f150", "audi a4", "honda civic", "bmw 3 series"}),
		newAttribute("Planet", []string{"mars", "red giant", "giant moon", "venus"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParseSentence(t *testing.T) {
	p := fourHouses(t)
	for sentence, want := range map[string]string{
		"Bob is in the third house.":                                                     "found_at(name=bob,3)",
		"bob IS  in the\nfourth house":                                                   "found_at(name=bob,4)",
		"The person who owns a Ford F-150 is not in the first house.":                    "not_at(carmodel=ford f150,1)",
		"Bob is the person who owns an Audi A4.":                                         "same_house(carmodel=audi a4,name=bob)",
		"Bob is the person who owns a Audi A4.":                                          "same_house(carmodel=audi a4,name=bob)",
		"Bob is directly left of Alice.":                                                 "consecutive(name=bob,name=alice)",
		"Carol and the person's child is named Fred are next to each other.":             "beside(children=fred,name=carol)",
		"Bob is somewhere to the left of Alice.":                                         "left_of(name=bob,name=alice)",
		"Bob is somewhere to the right of Alice.":                                        "left_of(name=alice,name=bob)",
		"There is one house between Bob and Alice.":                                      "one_between(name=alice,name=bob)",
		"There are two houses between the person who is the mother of Timothy and Eric.": "two_between(children=timothy,name=eric)",
		// A word of two attributes: the phrase decides.
		"Bob is the person's child is named Alice.":                                "same_house(children=alice,name=bob)",
		"The person's child is named Alice is Alice.":                              "same_house(children=alice,name=alice)",
		"The person's child is named Alice is the person who owns a BMW 3 Series.": "same_house(carmodel=bmw 3 series,children=alice)",
		"The person's child is named Bella is in the second house.":                "found_at(children=bella,2)",
		// Not in the table: all words of exactly one value, as beginnings of words.
		"Bob is the person born on Mars.":                                   "same_house(name=bob,planet=mars)",
		"The person from the Giants that are reddish is Bob.":               "same_house(name=bob,planet=red giant)",
		"The moon-giant dweller is directly left of the Venusian.":          "consecutive(planet=giant moon,planet=venus)",
		"The person whose planet is Mars is the person who owns an Audi A4": "same_house(carmodel=audi a4,planet=mars)",
	} {
		c, err := p.parseSentence(sentence)
		if err != nil || c.text != want {
			t.Errorf("%q: %s, %v, want %s", sentence, c.text, err, want)
		}
		again, err := p.parseClue(c.text)
		if err != nil || again != c {
			t.Errorf("%s: read again as %+v, %v", c.text, again, err)
		}
	}
	for _, sentence := range []string{
		"", "Bob", "Bob is", "Bob is nice.", "Bob is in the fifth house.", "Bob is in the house.", "Bobby is Alice.",
		"Bob is not Alice.", "Bob is the person who owns a Ford.", "Bob is Alice or Carol.", "Bob is on the left of Alice.",
		"The person from the red giant moon is Bob.", // two values
		"The giant is Bob.",                          // none as a whole
		"There are three houses between Bob and Alice.", "Bob lives and the Martian are next to each other.",
		strings.Repeat("Bob is ", 1000),
	} {
		if c, err := p.parseSentence(sentence); err == nil {
			t.Errorf("%.80q: read as %s", sentence, c.text)
		}
	}
}

// TestParseSentenceAmbiguous: two readings are none.
func TestParseSentenceAmbiguous(t *testing.T) {
	p, err := newGrid([]attribute{
		newAttribute("Hobby", []string{"cooking", "chess"}),
		newAttribute("FavoriteSport", []string{"cooking", "golf"}), // the person who loves cooking
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.parseSentence("The person who loves cooking is in the first house.")
	if err == nil || !strings.Contains(err.Error(), "found_at(favoritesport=cooking,1) and as found_at(hobby=cooking,1)") {
		t.Errorf("error %v, want both readings", err)
	}
}

func TestParseClueErrors(t *testing.T) {
	p := fourHouses(t)
	for _, text := range []string{"", "found_at", "found_at()", "found_at(name=bob)", "found_at(name=bob,5)", "found_at(name=bob,0)",
		"found_at(name=bob,+1)", "found_at(name=tom,1)", "found_at(bob,1)", "found_at(pet=dog,1)", "found_at(name=bob,1", "beside(name=bob,2)",
		"near(name=bob,name=carol)", "same_house(name=bob,name=carol,name=eric)"} {
		if c, err := p.parseClue(text); err == nil {
			t.Errorf("%q: read as %+v", text, c)
		}
	}
	if c, err := p.parseClue("right_of(name=bob,name=carol)"); err != nil || c.text != "left_of(name=carol,name=bob)" {
		t.Errorf("right_of is %s, %v", c.text, err)
	}
}
