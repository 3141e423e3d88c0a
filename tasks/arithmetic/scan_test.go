package arithmetic

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// spelled lists the steps of a text, canonically written.
func spelled(text string) []string {
	w := scan(text)
	var list []string
	for _, s := range w.steps {
		var out writer
		out.expression(w.nodes, int(s.root), 0)
		list = append(list, string(out.b)+" = "+s.stated)
	}
	return list
}

// The sentences of METHOD.md section 3.4, one after another.
func TestScan(t *testing.T) {
	for sentence, texts := range map[string]map[string][]string{
		"anything whose steps are written as equations": {
			"He has 48/2 = <<48/2=24>>24 left.": {"48 / 2 = 24"},
			"48 / 2 = 24":                       {"48 / 2 = 24"},
			"0.2 x 50 = $10":                    {"0.2 * 50 = 10"},
			"4 * 9 = 36":                        {"4 * 9 = 36"},
			"((-9 * 7 * 7 * -9) + (4 * -9 - 8 - -4)) = 3929":                  {"-9 * 7 * 7 * (-9) + (4 * (-9) - 8 - (-4)) = 3929"},
			"3 X 4 = 12, 3×4 = 12, 3·4 = 12, 8 ÷ 2 = 4, 8 − 2 = 6, 8 – 2 = 6": {"3 * 4 = 12", "3 * 4 = 12", "3 * 4 = 12", "8 / 2 = 4", "8 - 2 = 6", "8 - 2 = 6"},
			"$5 + -$3 = $2; -$5 + $7 = $2; $-5 + 7 = 2":                       {"5 + (-3) = 2", "-5 + 7 = 2", "-5 + 7 = 2"},
			"1,000,000 / 4 = 250,000; 80 000 + 1{,}000 = 81 000":              {"1000000 / 4 = 250000", "80000 + 1000 = 81000"},
			"3/4 - 1/2 = 1/4; ½ * 10 = 5; 1 1/2 + 1½ = 3":                     {"3 / 4 - 1 / 2 = 0.25", "0.5 * 10 = 5", "1.5 + 1.5 = 3"},
			"3/4 - 1/12 = 2/3": {"3 / 4 - 1 / 12 = 2/3"},
			"40(.10) = 4; (5)(3) = 15; 2 times 3 = 6; 20% of 50 = 10": {"40 * 0.1 = 4", "5 * 3 = 15", "2 * 3 = 6", "20% * 50 = 10"},
			"10 / 3 ≈ 3.33": {"10 / 3 = 3.33"},
		},
		"if a text has annotations only those count": {
			"3 + 4 = 7\nso <<7*2=14>>14 and 14 - 1 = 13": {"7 * 2 = 14"},
			"3 + 4 = 7 and <<5=5>>":                      nil,
			`cout << "a=" << 5 >> x; 3 + 4 = 7`:          {"3 + 4 = 7"},
			"<<3+4=7":                                    {"3 + 4 = 7"},
		},
		"precedence as usual, left to right": {
			"2 + 3 * 4 - 6 / 2 = 11":             {"2 + 3 * 4 - 6 / 2 = 11"},
			"(2 + 3) * [4 - {6 / 2}] = 5":        {"(2 + 3) * (4 - 6 / 2) = 5"},
			"10 - (4 - 3) = 9, (10 - 4) - 3 = 3": {"10 - (4 - 3) = 9", "10 - 4 - 3 = 3"},
			"2^3^2 = 512, (2^3)^2 = 64":          {"2 ^ 3 ^ 2 = 512", "(2 ^ 3) ^ 2 = 64"},
			"7 // 2 = 3":                         {"7 // 2 = 3"},
			"-2^2 = -4, (-2)^2 = 4, 5² = 25":     {"-(2 ^ 2) = -4", "(-2) ^ 2 = 4", "5 ^ 2 = 25"},
		},
		"a signed literal is one source; negate is for a minus before a parenthesis": {
			"-9 + +3 = -6":                 {"-9 + 3 = -6"},
			"3 - -4 = 7":                   {"3 - (-4) = 7"},
			"-(3 + 4) = -7, -(-5) = 5":     {"-(3 + 4) = -7", "-(-5) = 5"},
			"he lost 5 coins, -5 + 3 = -2": {"-5 + 3 = -2"},
		},
		"A = B = C: the next side where that is a plain number, else the next later side": {
			"x = 3 + 4 = 7 = 14 / 2 = 7":          {"3 + 4 = 7", "14 / 2 = 7"},
			"3 + 4 = 9 - 2 = 7":                   {"3 + 4 = 7", "9 - 2 = 7"},
			"3 + 4 = total = 7 = 8":               {"3 + 4 = 7"},
			"3 + 4 = total":                       nil,
			"3 + 4 = 9 - 2":                       nil,
			"2/4 = 1/2 = 0.5":                     {"2 / 4 = 0.5", "1 / 2 = 0.5"},
			"3 + 4 = 5 of the 8 houses":           {"3 + 4 = 5"},
			"3 + 4 = what he has in his 2 houses": nil,
			"3 + 4 = (7)":                         {"3 + 4 = 7"},
			"3 + 4 = 7 eggs, so 16 - 7 = 9 eggs left = 9 * 2 = $18": {"3 + 4 = 7", "16 - 7 = 9", "9 * 2 = 18"},
		},
		"no operation, or a variable, is no step": {
			"5 = 5. x + 5 = 10, 5*x + 3 = 13, 2x + 3 = 13, price * 3 = 15, we get X*2 - 40 = 25": nil,
			"5 * number of days = 15": nil,
			"sqrt(16) + 2 = 6, f(3 + 4) = 7, \\sqrt{16} * 2 = 8, 5! + 1 = 121":        nil,
			"covid-19 + 1 = 20; x2 + 5 = 7; H2O * 2 = 4; 1e5 + 3 = 8; 6:00 + 18 = 24": nil,
			"3x + 2 = 5x4 = 20": {"5 * 4 = 20"},
		},
		"unit words and /unit are skipped": {
			"12 miles/day * 5 days/week = 60 miles/week":                    {"12 * 5 = 60"},
			"$5/egg x 3 eggs per day = $15":                                 {"5 * 3 = 15"},
			"2 (for blue) + 1 (for white) = 3 bolts":                        {"2 + 1 = 3"},
			"2000 calories (1 daily target) - 1800 calories = 200 calories": {"2000 - 1800 = 200"},
			"300g / 5 = 60g, 5cm² * 2 = 10cm², a 3-day trip * 2 = 6 days":   {"300 / 5 = 60", "5 * 2 = 10", "3 * 2 = 6"},
			"$20.00 * 0.20 (20%) = $4":                                      {"20 * 0.2 = 4"},
			"She has 5 dogs and 3 cats so 2 * 3 = 6":                        {"2 * 3 = 6"},
		},
		"list numbers, Markdown and LaTeX marks are skipped": {
			"1. 48/2 = 24\n2) 24-4 = 20\n- 5 + 3 = 8\n* 5 + 4 = 9\n> + 5 + 5 = 10": {"48 / 2 = 24", "24 - 4 = 20", "5 + 3 = 8", "5 + 4 = 9", "5 + 5 = 10"},
			"**Cost:** *3* * `4` = **12**, so **3 * 4 = 12**":                      {"3 * 4 = 12", "3 * 4 = 12"},
			"2 ** 3 = 8, 2**3 = 8, **2** + **3** = 5":                              {"2 ^ 3 = 8", "2 ^ 3 = 8", "2 + 3 = 5"},
			`\(10 \times \frac{2}{3} = \frac{20}{3}\) liters`:                      {"10 * (2 / 3) = 20/3"},
			`\[ \text{Total cost} = \frac{400 - 8}{8} \div 7 = \boxed{7} \]`:       {"(400 - 8) / 8 / 7 = 7"},
			`$3 \cdot \left(4 + 1\right) = 15 \text{ eggs}$`:                       {"3 * (4 + 1) = 15"},
			`\frac{\text{cost}}{5} = \frac{20}{5} = 4`:                             {"20 / 5 = 4"},
			`\$5 * 20\% = \$1`:                 {"5 * 20% = 1"},
			`"3 + 4 = 7\n2. 7 \\times 2 = 14"`: {"3 + 4 = 7", "7 * 2 = 14"},
		},
		"a line opening with = continues the one before": {
			"First: -92033 + 65718\n= -26315":              {"-92033 + 65718 = -26315"},
			"3 + 4 * 2\n  = 3 + 8\n\n= 11":                 {"3 + 4 * 2 = 11", "3 + 8 = 11"},
			"\\begin{align} x &= 5 + 3 \\\\\n &= 8 \\\\\n": {"5 + 3 = 8"},
			"5 + 3\n8 = 8": nil,
		},
		"percent": {
			"100% - 40% = 60%":                        {"100% - 40% = 0.6"},
			"0.6 * 100 = 60%, 30 / 50 = 60%":          {"0.6 * 100 = 60", "30 / 50 = 0.6"},
			"90 / 390 * 100 = 23.6%, 60% * 50% = 35%": {"90 / 390 * 100 = 23.6", "60% * 50% = 0.35"},
		},
		"what is no equation": {
			"if (a == 5 + 3) { y += 2 + 1; z <= 3 + 4 => 7 } 5 + 3 -> 8":         nil,
			"3 + 4 = seven, 5 + = 5, ) 3 + ( = 5, (1/0) + 2 = 3, 5 = 2 +":        nil,
			"So (3 + 2 = 5) and (4) 6 * (1 + 1 = 2)":                             {"3 + 2 = 5", "1 + 1 = 2"},
			"5 / 0 = 0":                                                          {"5 / 0 = 0"},
			"2^1000000 = 5, 2^1000000 + 1 = 5":                                   {"2 ^ 1000000 = 5"},
			strings.Repeat("(", 60) + "1 + 1" + strings.Repeat(")", 60) + " = 2": nil,
			strings.Repeat("9", 1001) + " + 1 = 2":                               nil,
		},
	} {
		for text, want := range texts {
			if diff := cmp.Diff(want, spelled(text)); diff != "" {
				t.Errorf("%s: %q: %s", sentence, text, diff)
			}
		}
	}
}

func TestScanCounts(t *testing.T) {
	for text, want := range map[string][4]int{ // lines parsed and rejected, annotations, of them unreadable
		"":                                   {},
		"no equation\nat all":                {},
		"3 + 4 = 7\nso\n5 = 5\nx + 1 = 3":    {3, 0, 0, 0},
		"3 + 4 = seven\n3 + 4 =\n(1/0)+2=3":  {0, 3, 0, 0},
		"3 + 4 = seven, but 3 + 4 = 7":       {1, 0, 0, 0},
		"<<3+4=7>> <<5=5>>\n<<5*=3>>\n1+1=2": {1, 1, 3, 1},
		"3 + 4\n= 3 + 4\n= 7":                {1, 0, 0, 0},
	} {
		w := scan(text)
		if got := [4]int{w.linesParsed, w.linesRejected, w.annotations, w.unreadable}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// A stated decimal means a value that it is rounded or cut off from.
func TestMeans(t *testing.T) {
	for _, c := range []struct {
		stated, value string
		want          bool
	}{
		{"0.5", "0.5", true}, {"3.33", "10/3", true}, {"6.67", "20/3", true}, {"6.66", "20/3", true}, {"6.68", "20/3", false},
		{"-6.67", "-20/3", true}, {"-6.66", "-20/3", true}, {"-6.65", "-20/3", false}, {"0.1", "0.15", true}, {"0.2", "0.15", true},
		{"3", "10/3", false}, {"3.3", "3", false}, {"1/3", "0.33", false}, {"0.333", "1/3", true}, {"2.5", "", false}, {"word", "1", false},
		{"3.8000000000000003", "3.8", true}, {"10.833333333333332", "65/6", true}, {"99.00000000000001", "99", true}, {"3.80003", "3.8", false},
	} {
		if got := means(c.stated, c.value); got != c.want {
			t.Errorf("%s for %s: %t", c.stated, c.value, got)
		}
	}
}
