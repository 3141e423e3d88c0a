package task

// Recognizer is implemented by tasks that know their own scratchpads at a glance.
// Most training data spells out just what the algorithm does: to write that anew
// and compare takes a fraction of the time of reading it.
type Recognizer interface {
	Task

	// Recognize returns the instance of the question where the text is byte for
	// byte what it appends as its scratchpad: CompileTrace would then return the
	// same instance, and make the graph that it compiles to. It reports false for
	// anything else; it may do so for its own scratchpad, too, in other words of
	// asking or with other escapes of JSON. It keeps nothing of the two texts.
	Recognize(question, text Written) (Instance, bool)
}
