package logic

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWorkedExample derives the example of section 3.3 of METHOD.md.
func TestWorkedExample(t *testing.T) {
	const drink, name = 0, 1
	water, rootBeer := Fact{drink, 0}, Fact{drink, 2} // milk is 1
	peter, eric := Fact{name, 0}, Fact{name, 1}       // arnold is 2
	const nextDoor, peterIn3, notIn2, same = 0, 1, 2, 3
	p := Puzzle{Houses: 3, Attributes: 2, Clues: []Clue{
		nextDoor: {Kind: Beside, A: water, B: eric},
		peterIn3: {Kind: FoundAt, A: peter, House: 2},
		notIn2:   {Kind: NotAt, A: rootBeer, House: 1},
		same:     {Kind: SameHouse, A: rootBeer, B: eric},
	}}
	drink1, name1 := Cell{0, drink}, Cell{0, name}
	drink2, name2 := Cell{1, drink}, Cell{1, name}
	drink3, name3 := Cell{2, drink}, Cell{2, name}
	want := []Step{
		{Clues: []int{peterIn3}, Cells: []Finding{{Cell: name3, Value: 0, Clues: []int{peterIn3}}}},
		{Clues: []int{notIn2, same}, Cells: []Finding{
			{Cell: drink1, Value: 2, Clues: []int{notIn2, same}, Cells: []Cell{name3}},
			{Cell: name1, Value: 1, Clues: []int{notIn2, same}, Cells: []Cell{name3}},
			{Cell: name2, Value: 2, Clues: []int{notIn2, same}, Cells: []Cell{name3}},
		}},
		{Clues: []int{nextDoor}, Cells: []Finding{
			{Cell: drink2, Value: 0, Clues: []int{nextDoor}, Cells: []Cell{name2}},
			{Cell: drink3, Value: 1, Clues: []int{nextDoor}, Cells: []Cell{drink1, name2}},
		}},
	}
	got, err := p.Derive()
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, %s", err, diff)
	}
}
