package multiplication

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// The ops on values that a model may have, on the nodes of 995 x 19 (every op
// occurs: row 0 carries twice, row 1 is shifted by one place).
func TestApply(t *testing.T) {
	p := of(t, "995", "19")
	g := tasktest.Graph(p)
	for _, c := range []struct {
		node graph.Label
		args []string
		want string
	}{
		{labelProd(0, 0), []string{"7", "8"}, "56"},
		{labelProd(0, 0), []string{"0", "8"}, "0"},
		{labelProd(0, 0), []string{"123456789012345678901234567890", "10"}, "1234567890123456789012345678900"},
		{labelSum(0, 1), []string{"81", "0"}, "81"},
		{labelSum(0, 1), []string{"99", "999"}, "1098"},
		{labelDigit(0, 0), []string{"45"}, "5"},
		{labelDigit(0, 0), []string{"5"}, "5"},
		{labelDigit(0, 0), []string{"130"}, "0"},
		{labelCarry(0, 0), []string{"45"}, "4"},
		{labelCarry(0, 0), []string{"5"}, "0"},
		{labelCarry(0, 0), []string{"130"}, "13"},
		{labelPartial(0), []string{"8", "5", "5"}, "855"},
		{labelPartial(0), []string{"89", "10", "5"}, "89105"}, // a digit of two figures, as some texts write it
		{labelPartial(0), []string{"0", "0", "5"}, "5"},
		{labelPartial(0), []string{"0", "0", "0"}, "0"},
		{labelShifted(1), []string{"995"}, "9950"},
		{labelShifted(1), []string{"0"}, "0"},
		{labelProduct(), []string{"8955", "9950"}, "18905"},
		{labelProduct(), []string{"0", "0"}, "0"},
	} {
		v, ok := g.Find(c.node)
		if !ok {
			t.Fatalf("995 x 19 has no node %v", c.node)
		}
		if got, ok := p.Apply(g, v, c.args); !ok || got != c.want {
			t.Errorf("%s(%s) = %q, %t, want %q", g.Op(v), strings.Join(c.args, ", "), got, ok, c.want)
		}
	}
}

func TestApplyMakesNoValue(t *testing.T) {
	p := of(t, "995", "19")
	g := tasktest.Graph(p)
	product, _ := g.Find(labelProduct())
	for _, args := range [][]string{nil, {"1"}, {"1", "2", "3"}, {"", "2"}, {"-1", "2"}, {"1.5", "2"}, {"two", "2"}, {strings.Repeat("9", 10_001), "2"}} {
		if got, ok := p.Apply(g, product, args); ok {
			t.Errorf("add(%.60q) = %q", args, got)
		}
	}
}
