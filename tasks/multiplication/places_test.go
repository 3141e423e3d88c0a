package multiplication

import "testing"

func TestPlaceNames(t *testing.T) {
	for i, name := range map[int]string{
		0: "ones", 1: "tens", 2: "hundreds", 3: "thousands", 4: "ten-thousands", 5: "hundred-thousands",
		6: "millions", 7: "ten-millions", 8: "hundred-millions", 9: "billions", 19: "ten-quintillions",
		35: "hundred-decillions", 36: "10^36", 99: "10^99",
	} {
		if got := placeName(i); got != name {
			t.Errorf("place %d is named %q, want %q", i, got, name)
		}
	}
	for i := range 300 {
		if back, ok := parsePlace(placeName(i)); !ok || back != i {
			t.Errorf("place %d, %q, comes back as %d, %t", i, placeName(i), back, ok)
		}
	}
	for _, name := range []string{"", "one", "Ones", "ones ", "ten-tens", "10^", "10^3", "10^65536", "10^-1", "10^x"} {
		if i, ok := parsePlace(name); ok {
			t.Errorf("%q is taken for place %d", name, i)
		}
	}
}

func TestRowNames(t *testing.T) {
	for j, name := range map[int]string{0: "A", 1: "B", 25: "Z", 26: "AA", 27: "AB", 51: "AZ", 52: "BA", 99: "CV"} {
		if got := rowName(j); got != name {
			t.Errorf("row %d is named %q, want %q", j, got, name)
		}
		if back, ok := parseRow(name); !ok || back != j {
			t.Errorf("%q comes back as row %d, %t, want %d", name, back, ok, j)
		}
	}
	for _, name := range []string{"", "a", "A1", "1", "AAAA", "É", " A"} {
		if j, ok := parseRow(name); ok {
			t.Errorf("%q is taken for row %d", name, j)
		}
	}
}

func TestShiftWords(t *testing.T) {
	for j, want := range map[int]string{
		1: "one place", 2: "two places", 10: "ten places", 19: "nineteen places", 20: "twenty places",
		21: "twenty-one places", 40: "forty places", 99: "ninety-nine places",
	} {
		if got := shiftWords(j); got != want {
			t.Errorf("row %d is shifted %q, want %q", j, got, want)
		}
	}
}
