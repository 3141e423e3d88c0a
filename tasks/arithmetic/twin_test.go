package arithmetic

import (
	"go/ast"
	"go/constant"
	goparser "go/parser"
	gotoken "go/token"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/graph"
)

// expressions draws a text that is an expression in Go, too; numbers may be
// bigger than 64 bits.
func expressions(t *rapid.T, depth int) string {
	space := rapid.SampledFrom([]string{"", " "}).Draw(t, "space")
	if depth == 0 || rapid.IntRange(0, 4).Draw(t, "leaf") == 0 {
		return rapid.StringMatching(`[1-9][0-9]{0,2}(\.[0-9]{1,2})?|[1-9][0-9]{17,20}|0\.[0-9]`).Draw(t, "number")
	}
	switch op := rapid.SampledFrom([]string{"+", "-", "*", "/", "(", "sign"}).Draw(t, "op"); op {
	case "(":
		return "(" + expressions(t, depth-1) + ")"
	case "sign":
		return "-(" + expressions(t, depth-1) + ")"
	default:
		left, right := expressions(t, depth-1), expressions(t, depth-1)
		if right[0] == '-' { // -- is a sign of its own in Go
			space = " "
		}
		return left + space + op + space + right
	}
}

// evaluateGo is the value by go/parser and go/constant, whose arithmetic is
// exact; nil where there is none.
func evaluateGo(e ast.Expr) constant.Value {
	switch e := e.(type) {
	case *ast.BasicLit:
		return constant.ToFloat(constant.MakeFromLiteral(e.Value, e.Kind, 0))
	case *ast.ParenExpr:
		return evaluateGo(e.X)
	case *ast.UnaryExpr:
		if x := evaluateGo(e.X); x != nil {
			return constant.UnaryOp(e.Op, x, 0)
		}
	case *ast.BinaryExpr:
		x, y := evaluateGo(e.X), evaluateGo(e.Y)
		if x != nil && y != nil && (e.Op != gotoken.QUO || constant.Sign(y) != 0) {
			return constant.BinaryOp(x, e.Op, y)
		}
	}
	return nil
}

func TestEvaluateTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := expressions(t, 4)
		parsed, err := goparser.ParseExpr(text)
		if err != nil {
			t.Fatal(err)
		}
		value := evaluateGo(parsed)
		e, ok := parseExpression(text, "")
		if !strings.ContainsAny(text, "+-*/") {
			return
		}
		if ok != (value != nil) {
			t.Fatalf("%s: read %t, has the value %v", text, ok, value)
		}
		if value == nil {
			return
		}
		want, ok := new(big.Rat).SetString(value.ExactString())
		if !ok {
			t.Fatalf("%s: %s", text, value.ExactString())
		}
		if got := e.Answer(); got != graph.FormatRational(want) {
			t.Fatalf("%s: %s, want %s", text, got, graph.FormatRational(want))
		}
		back, ok := parseExpression(e.String(), "")
		if !ok || back.String() != e.String() || back.Answer() != e.Answer() {
			t.Fatalf("%s is written as %s and read back as %s", text, e, back)
		}
	})
}

func TestCalculate(t *testing.T) {
	for _, c := range []struct {
		op         graph.Op
		a, b, want string
	}{
		{opAdd, "9223372036854775807", "1", "9223372036854775808"},
		{opSubtract, "-9223372036854775808", "1", "-9223372036854775809"},
		{opNegate, "-9223372036854775808", "0", "9223372036854775808"},
		{opMultiply, "-9223372036854775808", "-1", "9223372036854775808"},
		{opMultiply, "4294967296", "2147483648", "9223372036854775808"},
		{opDivide, "1", "3", "1/3"}, {opDivide, "1", "-8", "-0.125"}, {opDivide, "1", "0", ""},
		{opFloorDivide, "-7", "2", "-4"}, {opFloorDivide, "7", "-2", "-4"}, {opFloorDivide, "-8", "2", "-4"}, {opFloorDivide, "7", "0.5", "14"},
		{opFloorDivide, "-100000000000000000000", "3", "-33333333333333333334"},
		{opPower, "2", "10", "1024"}, {opPower, "2", "-1", "0.5"}, {opPower, "0", "-1", ""}, {opPower, "2", "0.5", ""}, {opPower, "0", "0", "1"},
		{opPower, "2", "1000000", ""}, {opPower, "99999999", "1000", ""}, {opPower, "1/3", "2", "1/9"},
		{opPercent, "5", "0", "0.05"},
	} {
		a, ok1 := parseRational(c.a)
		b, ok2 := parseRational(c.b)
		r, ok := calculate(c.op, a, b)
		got := ""
		if ok {
			got = r.String()
		}
		if !ok1 || !ok2 || got != c.want {
			t.Errorf("%s(%s, %s) = %q, want %q", c.op, c.a, c.b, got, c.want)
		}
	}
}
