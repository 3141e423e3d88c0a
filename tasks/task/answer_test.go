package task

import "testing"

func TestPrescribed(t *testing.T) {
	for prompt, want := range map[string]Container{
		"What is 12 times 84?":                               NoContainer,
		"Put the answer in <answer></answer> tags.":          Tag,
		`Put the answer in \boxed{}.`:                        Boxed,
		"End with #### and the number.":                      Hashes,
		`Reply in JSON: {"reasoning": "..", "answer": ".."}`: JSONField,
		`Say "the answer is" and the number.`:                NoContainer,
		"#### Problem\nWhat is 12 times 84?\n##### Note\n":   NoContainer,
		"#### Problem\nEnd with #### and the number.":        Hashes,
		"Q: 3 + 4?\nA: 3 + 4 = 7\n#### 7\nQ: 12 times 84?":   Hashes,
		"Write this:\n####":                                  Hashes,
	} {
		if got := Prescribed(prompt); got != want {
			t.Errorf("%q: %q, want %q", prompt, got, want)
		}
	}
}

func TestLastContent(t *testing.T) {
	for _, c := range []struct {
		container Container
		text      string
		want      string
		at        int
	}{
		{Tag, "no", "", -1},
		{Tag, "a <answer>5</answer>", "5", 2},
		{Tag, "<answer>5</answer><answer>6</answer>", "6", 18},
		{Tag, "<answer>5", "", -1},
		{Tag, "<answer>5</answer><answer>6", "", -1},
		{Boxed, `\boxed{5}`, "5", 0},
		{Boxed, `\boxed{}`, "", 0},
		{Boxed, `\boxed{\frac{1}{2}}}`, `\frac{1}{2}`, 0},
		{Boxed, `\boxed{5`, "", -1},
		{Boxed, `\boxed`, "", -1},
		{Boxed, `\boxed 5}`, "", -1},
		{Hashes, "#### 5\n6", "5", 0},
		{Hashes, "####\n\n5", "5", 0},
		{Hashes, "###### 5", "5", 2},
		{Hashes, "### 5", "", -1},
		{JSONField, `{"answer": "5"}`, "5", 1},
		{JSONField, `{"answer": "a\"b"}`, `a"b`, 1},
		{JSONField, `{"answer": "\q"}`, `\q`, 1}, // broken
		{JSONField, `{"answer": "\frac{1}{2}"}`, `\frac{1}{2}`, 1},
		{JSONField, `{"answer": "\boxed{5}"}`, `\boxed{5}`, 1},
		{JSONField, `{"answer": 5}`, "5", 1},
		{JSONField, `{"answer":5,"x":6}`, "5", 1},
		{JSONField, `{"answer":1,008}`, "1,008", 1},
		{JSONField, `{"answer": "5`, "", -1},
		{JSONField, `{"answer": 5, "not the": "answer"}`, "5", 1},
		{JSONField, `"answer"`, "", -1},
	} {
		if content, at := lastContent(c.text, c.container); content != c.want || at != c.at {
			t.Errorf("%s in %q: %q at %d, want %q at %d", c.container, c.text, content, at, c.want, c.at)
		}
	}
}

// Wider tables, of one problem, are in package multiplication.
func TestNumberAnswer(t *testing.T) {
	for _, c := range []struct {
		container Container
		text      string
		stated    string // the answer that the text names as such
		want      string
	}{
		{NoContainer, "1008", "", "1008"},
		{NoContainer, "12 x 84 = 1008", "", "1008"},
		{NoContainer, "12 x 84 = 1008\nThat was easy.", "", "1008"},
		{NoContainer, "12 x 84 = 1008. Hope this helps!", "", "1008"},
		{NoContainer, "12 x 84 = 1008? No, it is 1010.", "", ""},
		{NoContainer, "The product is 1,008.", "1008", "1008"},
		{NoContainer, "1 + 1 = 2 and then 5", "", ""},
		{NoContainer, "the product = 12 x 84", "", ""},
		{NoContainer, "The answer is 5", "5", "5"},
		{NoContainer, "THE ANSWER IS 5", "5", "5"},
		{NoContainer, "**Answer**: 5", "5", "5"},
		{NoContainer, "Final answer: **$18.00** per day.", "18", "18"},
		{NoContainer, "The answer is 5. It was 6 before.", "5", "5"},
		{NoContainer, "The answer is 5, not 6.", "", ""},
		{NoContainer, "The answer is 5, since 2 * 3 = 6.", "5", "5"},
		{NoContainer, "The answer is 5 + 1, that is, 2 * 3 = 6.", "6", "6"},
		{Tag, `<answer>\boxed{5}</answer>`, "5", "5"},
		{NoContainer, "The answer is 5, of course.", "5", "5"},
		{NoContainer, "The answer is unknown = 5", "5", "5"},
		{NoContainer, "The answer isn't 5", "", ""},
		{NoContainer, "İ THE ANSWER IS 5", "", ""},         // a letter whose lower case is longer: words are then taken as they are
		{NoContainer, "İ the answer is 5", "5", "5"},       //
		{NoContainer, "<answer>5</answer> = 6", "5", "5"},  // a container before an equation
		{NoContainer, "#### Step 2\n1 + 1 = 2", "", "2"},   // a heading
		{NoContainer, "The answer is 5\n#### 6", "6", "6"}, // what stands last
		{NoContainer, "#### 6\nThe answer is 5", "5", "5"},
		{Tag, "The answer is 5", "", ""},
		{Tag, "<answer>5</answer> The answer is 6", "5", "5"},
		{Hashes, "#### Step 2\n1 + 1 = 2", "", ""},
	} {
		if got := NumberAnswer(c.text, c.container); got != c.want {
			t.Errorf("%s %q: answer %q, want %q", c.container, c.text, got, c.want)
		}
		if got := StatedNumber(c.text, c.container); got != c.stated {
			t.Errorf("%s %q: stated answer %q, want %q", c.container, c.text, got, c.stated)
		}
	}
}
