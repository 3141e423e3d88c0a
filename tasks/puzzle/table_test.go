package puzzle

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// TestPhraseTable: the line of every row is read as that row, and what is
// written of every value is read as that value and no other of the table.
func TestPhraseTable(t *testing.T) {
	of := make(map[string]string) // the row and value of each phrase
	for i := range phraseTable {
		r := &phraseTable[i]
		if rowOf(r.line) != r || rowLabelled(strings.ToUpper(r.label)) != r {
			t.Errorf("%s: its line %q or its label is that of another row", r.label, r.line)
		}
		if last := r.phrases[len(r.phrases)-1]; last.values != "" {
			t.Errorf("%s has no phrase for all other values", r.label)
		}
		values := strings.Split(r.values, ", ")
		p, err := newGrid([]attribute{newAttribute(r.label, values)})
		if err != nil {
			t.Fatal(err)
		}
		for v, value := range p.attributes[0].values {
			c := p.newClue(logic.Clue{Kind: logic.NotAt, A: logic.Fact{Value: v}, House: 1})
			if back, err := p.parseSentence(p.writeSentence(c)); err != nil || back != c {
				t.Errorf("%s: %s is written %q and read as %s, %v", r.label, c.text, p.writeSentence(c), back.text, err)
			}
			for _, phrase := range r.readings(value) {
				if other, twice := of[phrase]; twice {
					t.Errorf("%s is a phrase for %s and for %s %s", phrase, other, r.label, value)
				}
				of[phrase] = r.label + " " + value
			}
		}
		for _, p := range r.phrases[:len(r.phrases)-1] {
			for value := range strings.SplitSeq(p.values, ", ") {
				if !listed(r.values, value) {
					t.Errorf("%s: the phrase %q is for %s, which the generator does not know", r.label, p.text, value)
				}
			}
		}
	}
}

// TestWrite: phrases as the published puzzles have them, and what those have
// not, as METHOD.md says.
func TestWrite(t *testing.T) {
	for want, fact := range map[string][2]string{
		"Alice": {"Name", "alice"}, "the person who loves blue": {"Color", "blue"}, "the person whose favorite color is red": {"Color", "red"},
		"the person whose mother's name is Holly": {"Mother", "holly"}, "the British person": {"Nationality", "brit"}, "the Dane": {"Nationality", "dane"},
		"the person who is the mother of Timothy": {"Children", "timothy"}, "the person's child is named Alice": {"Children", "alice"},
		"the person who keeps horses": {"Animal", "horse"}, "the dog owner": {"Animal", "dog"}, "the person who is super tall": {"Height", "super tall"},
		"the person who has an average height": {"Height", "average"}, "the root beer lover": {"Drink", "root beer"}, "the boba tea drinker": {"Drink", "boba tea"},
		"the person whose birthday is in September": {"Birthday", "sept"}, "the person whose birthday is in May": {"Birthday", "may"},
		"the person partial to Pall Mall": {"Cigar", "pall mall"}, "the person who smokes many different blends": {"Cigar", "blends"},
		"the person who smokes Blue Master": {"Cigar", "blue master"}, "the person who is an engineer": {"Occupation", "engineer"},
		"the person who is a teacher": {"Occupation", "teacher"}, "the person who loves a carnations arrangement": {"Flower", "carnations"},
		"the person who loves the boquet of iris": {"Flower", "iris"}, "the person who is a pizza lover": {"Food", "pizza"},
		"the person who loves the stew": {"Food", "stew"}, "the person who loves soccer": {"FavoriteSport", "soccer"},
		"the Desert smoothie lover": {"Smoothie", "desert"}, "the person who likes Cherry smoothies": {"Smoothie", "cherry"},
		"the person who is 7 years old": {"Age", "age 7"}, "the person who is 11": {"Age", "age 11"}, "the person who has red hair": {"HairColor", "red"},
		"the person who owns a Ford F-150": {"CarModel", "ford f150"}, "the person who owns an Audi A4": {"CarModel", "audi a4"},
		"the person who uses an iPhone 13": {"PhoneModel", "iphone 13"}, "the person who uses a OnePlus 9": {"PhoneModel", "oneplus 9"},
		"the person who loves hip-hop music": {"MusicGenre", "hip hop"}, "the person who loves science fiction books": {"BookGenre", "science fiction"},
		"the photography enthusiast": {"Hobby", "photography"}, "the person who enjoys gardening": {"Hobby", "gardening"},
		"the person with an aquarium of fish": {"Pet", "fish"}, "the person who owns a dog": {"Pet", "dog"},
		"the person with a bachelor's degree": {"Education", "bachelor"}, "the person with an associate's degree": {"Education", "associate"},
		"the person who goes on cultural tours": {"Vacation", "cultural"}, "the person in a ranch-style home": {"HouseStyle", "ranch"},
		"the person residing in a Victorian house": {"HouseStyle", "victorian"}, "the person who owns a Élan": {"CarModel", "élan"},
		"the person who is ten": {"Age", "ten"}, "the person whose birthday is in Monday": {"Birthday", "monday"},
	} {
		r := rowLabelled(fact[0])
		if got := r.write(fact[1]); got != want {
			t.Errorf("%v: %q, want %q", fact, got, want)
		}
	}
}
