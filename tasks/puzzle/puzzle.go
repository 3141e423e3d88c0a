package puzzle

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// The largest puzzle that Generate makes.
const maxGenerated = 7

// algorithmGreedy takes the clue that forces most cells, then the next.
const algorithmGreedy = "greedy"

// Task is the logic grid puzzle.
type Task struct{}

var (
	_ task.Task     = Task{}
	_ task.Instance = Instance{}
)

// Name implements task.Task.
func (Task) Name() string { return "puzzle" }

// About implements task.Task.
func (Task) About() task.About {
	return task.About{
		Summary:    "Einstein's logic grid: who lives in which house, from clues",
		Algorithms: []string{algorithmGreedy},
		SizeParts:  []string{"houses", "attributes"},
		Sizes:      fmt.Sprintf("KxM: houses and attributes, generated up to %[1]dx%[1]d, read up to %[2]dx%[3]d", maxGenerated, logic.MaxHouses, logic.MaxAttributes),
		Examples:   []string{"2x2", "3x2", "3x4", "4x4", "5x5"},
		Ops:        []graph.Op{opDeduce, opTable},
		Formats: []string{
			"questions of the paper, of reasoning-gym (one cell) and of ZebraLogic",
			"the paper's scratchpad (Dziri et al. 2023)",
			"a table: $ House: 1 | Name: bob | Drink: tea |",
			`JSON: {"solution": {"House 1": {"Name": "Bob"}}}`,
			"one cell: <answer>bob</answer>",
		},
	}
}

// Generate implements task.Task: people's names and other attributes of the
// phrase table, a solution drawn uniformly and clues that leave no other, none
// of them superfluous. All cells are asked for.
func (Task) Generate(rng *rand.Rand, size string) (task.Instance, error) {
	houses, count, err := parseSize(size)
	if err != nil {
		return nil, err
	}
	p, err := newGrid(drawAttributes(rng, houses, count))
	if err != nil {
		return nil, err
	}
	_, drawn, err := logic.Generate(rng, houses, count)
	if err != nil {
		return nil, err
	}
	var clues []clue
	for _, c := range drawn {
		clues = append(clues, p.newClue(c))
	}
	p.setClues(clues)
	instance, err := newDerived(p, newListing(p))
	if err != nil {
		return nil, err
	}
	return instance, nil
}

func parseSize(size string) (houses, attributes int, err error) {
	left, right, ok := strings.Cut(size, "x")
	houses, err1 := strconv.Atoi(left)
	attributes, err2 := strconv.Atoi(right)
	if !ok || err1 != nil || err2 != nil || houses < 2 || attributes < 1 || max(houses, attributes) > maxGenerated ||
		strconv.Itoa(houses)+"x"+strconv.Itoa(attributes) != size {
		return 0, 0, fmt.Errorf("size %q: puzzle wants KxM, such as 3x4, 2 to %d houses and 1 to %d attributes", size, maxGenerated, maxGenerated)
	}
	return houses, attributes, nil
}

// drawAttributes takes the names and others that have enough values.
func drawAttributes(rng *rand.Rand, houses, count int) []attribute {
	var list []attribute
	for i, k := range append([]int{0}, shuffledFrom1(rng, len(phraseTable))...) {
		values := strings.Split(phraseTable[k].values, ", ")
		if len(list) == count || i > 0 && len(values) < houses {
			continue
		}
		rng.Shuffle(len(values), func(a, b int) { values[a], values[b] = values[b], values[a] })
		list = append(list, newAttribute(phraseTable[k].label, values[:houses]))
	}
	return list
}

// shuffledFrom1 are the numbers from 1 to n-1 in a random order.
func shuffledFrom1(rng *rand.Rand, n int) []int {
	list := rng.Perm(n - 1)
	for i := range list {
		list[i]++
	}
	return list
}
