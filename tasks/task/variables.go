package task

import "math"

// Variables is implemented by tasks whose instances are a fixed row of small
// input values and whose answers are a fixed row of small output values, such
// as the digits of factors and product. For these one can ask how much a few
// inputs tell of an output (METHOD.md section 7): a model may learn just that
// and no algorithm.
type Variables interface {
	Task

	// Variables are those of the instances of that size. The error is that of
	// Generate for a size that does not exist.
	Variables(size string) (Space, error)
}

// Space is the instances of one size, as values of variables. Every combination
// of values of the inputs is an instance, and all are equally likely. A Space
// may be used from several goroutines.
type Space interface {
	Inputs() []Variable
	Outputs() []Variable

	// Evaluate works one instance: it sets outputs, one for each of Outputs,
	// to what follows from the inputs, one for each of Inputs.
	Evaluate(outputs, inputs []int8)

	// ReadAnswer sets outputs to the values in a response's answer, those that
	// it lacks to NoValue. The answer and gold, the right answer to the same
	// problem, are in canonical form. It never fails: what is no answer of the
	// task's kind is NotRead.
	ReadAnswer(outputs []int8, answer, gold string) Alignment
}

// Variable is one place of an input or of an answer. Its values are the
// integers from Min to Max.
type Variable struct {
	Name     string // x1
	Meaning  string // "the first digit of x", to go into a sentence
	Min, Max int8
}

// NoValue is an output that an answer does not have. It is equal to no value.
const NoValue int8 = math.MinInt8

// Alignment says how the places of an answer were found.
type Alignment uint8

const (
	NotRead  Alignment = iota // it has none: outputs are not set
	InPlace                   // each stands where it belongs
	FromEnds                  // it has too many or too few: see AlignEnds
)

// AlignEnds reads an answer of the wrong length, in which a place has no
// meaning of its own: the first half of the outputs is lined up with the front
// of the values, the other half (the larger one, if there is a middle) with
// their end. It is what a reader does who says of 9066591470043979798, where
// 9062993224085698 is right, that it begins and ends well.
func AlignEnds(outputs, values []int8) {
	half := len(outputs) / 2
	for i := range outputs {
		from := i
		if i >= half {
			from = len(values) - (len(outputs) - i)
		}
		outputs[i] = NoValue
		if from >= 0 && from < len(values) {
			outputs[i] = values[from]
		}
	}
}
