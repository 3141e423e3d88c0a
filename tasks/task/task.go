package task

import (
	"errors"
	"math/rand/v2"

	"github.com/graphcov/graphcov/graph"
)

// ErrOtherTask is wrapped by Parse where a question belongs to another task.
var ErrOtherTask = errors.New("not a problem of this task")

// ErrNoSteps is wrapped by CompileTrace where a document spells out no step.
var ErrNoSteps = errors.New("no steps of this task in the text")

// Problem is what a log or a corpus says of one problem. At least one of
// Question and Input is set.
type Problem struct {
	Question string // in words
	Input    string // the task's own JSON
	Gold     string // the reference answer or solution, where there is one

	// Prompt is everything that the model was told, where that is more than
	// Question: it may prescribe the form of the answer.
	Prompt string

	// Named says that the user or the file names the task. A doubtful problem,
	// such as any words with a number for a reference answer, is then of it.
	Named bool
}

// Container is the form of answer that the model was asked for.
func (p Problem) Container() Container {
	if c := Prescribed(p.Prompt); c != NoContainer {
		return c
	}
	return Prescribed(p.Question)
}

// Document is one training document.
type Document struct {
	Question string // may be empty where Text contains everything
	Text     string // the part that may spell the computation out
}

// Task is an algorithm with its text forms. A Task has no state and may be
// used from several goroutines.
type Task interface {
	// Name is the word for the task on the command line and in the database.
	Name() string

	// About describes the task to people.
	About() About

	// Parse makes an Instance of a problem. The error wraps ErrOtherTask where
	// the problem is not of this task at all, and is another one where it is
	// but cannot be compiled.
	Parse(p Problem) (Instance, error)

	// Generate draws an instance of that size, uniformly unless About says
	// otherwise. It takes all its randomness from rng.
	Generate(rng *rand.Rand, size string) (Instance, error)

	// CompileTrace appends to the empty graph g what the document spells out.
	// An operand is an edge from the node that it names only if the values
	// agree, else a source of its own; optional nodes exist iff the text writes
	// them. It returns the instance that the document is about. The error wraps
	// ErrNoSteps where there is nothing to compile.
	CompileTrace(g *graph.Graph, doc Document) (Instance, error)
}

// Instance is one input of a task. It is immutable.
type Instance interface {
	Input() string    // canonical JSON; equal instances have equal inputs
	Question() string // the task's own wording, which Parse understands
	Size() string     // the task's size label, e.g. 3x2; empty where the steps are not known
	Answer() string   // in canonical form

	// Algorithm names what Compile runs, one of About.Algorithms.
	Algorithm() string

	// Compile appends the graph of the instance to the empty graph g and
	// returns the node of the answer. Labels are unique and the same at every
	// call. Where the steps are not known, as of a worded problem without a
	// reference solution, it adds nothing and returns graph.None.
	Compile(g *graph.Graph) (sink graph.Node)

	// AppendScratchpad appends the whole computation in words, a linearisation
	// of the graph that ends with the answer.
	AppendScratchpad(dst []byte) []byte

	// Read reads a model's response. g is the graph that Compile made. Faulty
	// text never fails: what cannot be read is counted in the Trace.
	Read(g *graph.Graph, text string) Trace

	// Apply is op(p): the value that the op of v makes from those argument
	// values. It reports false where it makes none.
	Apply(g *graph.Graph, v graph.Node, args []string) (string, bool)

	// Equal reports whether a value that a text states means that value, both
	// in canonical form. Embed Exact where that is nothing but equality.
	Equal(stated, value string) bool
}

// Exact is Equal for tasks whose values are never rounded.
type Exact struct{}

// Equal implements Instance.
func (Exact) Equal(stated, value string) bool { return stated == value }

// Variants is implemented by instances of tasks that can be worked in several
// ways. Each variant is the same problem with another Algorithm; a response is
// read against the one that explains most of its steps.
type Variants interface {
	Instance
	Variants() []Instance // without this one itself
}

// About describes a task to people.
type About struct {
	Summary    string     // one line
	Algorithms []string   // names of the ways to work an instance, that of a parsed Instance first
	Sizes      string     // what a size label means
	SizeParts  []string   // what each number in it counts, for the axis of a chart; may be empty
	Examples   []string   // sizes, small ones first, that Generate accepts
	Ops        []graph.Op // the primitives, in order of first use
	Formats    []string   // the text forms that are read

	// ManySinks says that graphs may hold nodes that the answer is not made
	// from, since free text computes beside the point, too.
	ManySinks bool
}
