package coverage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/coverage/sampling"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// maxPathText bounds the text that is read to judge one tree, in bytes: each
// thought is read with all those above it, so that a chain of many thoughts is
// read as often as it is long.
const maxPathText = 16 << 20

// writeThoughts judges the thoughts of a response's tree and writes them. A
// faulty tree is counted and left out; the response stays.
func (r *fileReader) writeThoughts(responseID int64, best *reading, response *transcript.Response) error {
	paths, reject := pathTexts(response.Tree)
	if reject != nil {
		reject.Line = response.Line
		r.account.Trees = countReject(r.account.Trees, reject, true)
		return nil
	}
	for i, t := range response.Tree {
		var right any
		switch best.judge(paths(i)) {
		case sampling.Right:
			right = true
		case sampling.Wrong:
			right = false
		}
		if err := r.store.thoughts.Add(responseID, t.ID, database.Null(t.Parent), t.Text, database.Nullable(t.Score), t.Kept, right); err != nil {
			return err
		}
	}
	return nil
}

// pathTexts returns a function that gives the partial solution of the i-th
// thought: the texts from the first thought to it, a line each. It rejects
// thoughts that make no tree.
func pathTexts(tree []transcript.Thought) (func(i int) string, *transcript.Reject) {
	shape := sampling.Tree{Thoughts: make([]sampling.Thought, len(tree))}
	position := make(map[string]int, len(tree))
	for i, t := range tree {
		shape.Thoughts[i] = sampling.Thought{ID: t.ID, Parent: t.Parent}
		position[t.ID] = i
	}
	if _, err := shape.Measure(); err != nil {
		return nil, &transcript.Reject{Reason: "the thoughts make no tree", Detail: err.Error()}
	}
	// up calls visit for a thought and all above it.
	up := func(i int, visit func(i int)) {
		for visit(i); tree[i].Parent != ""; visit(i) {
			i = position[tree[i].Parent]
		}
	}
	total := 0
	for i := range tree {
		up(i, func(i int) { total += len(tree[i].Text) + len("\n") })
		if total > maxPathText {
			return nil, &transcript.Reject{Reason: "a tree of thoughts too large to judge", Detail: fmt.Sprintf("%d thoughts", len(tree))}
		}
	}
	return func(i int) string {
		var texts []string
		up(i, func(i int) { texts = append(texts, tree[i].Text) })
		slices.Reverse(texts)
		return strings.Join(texts, "\n")
	}, nil
}

// judge says whether a partial solution is in truth right: nothing that it
// states is wrong, be it a node of the gold graph, the arithmetic of another
// step or the answer. One that states neither a node nor an answer is not judged.
func (r *reading) judge(text string) sampling.Truth {
	trace := r.instance.Read(r.graph, text)
	outcomes := outcome.Of(r.instance, r.graph, &trace)
	stated, isStep := false, false // isStep: what was read as the answer is the value of a step
	for _, o := range outcomes {
		if o.Arithmetic == task.Unsound {
			return sampling.Wrong
		}
		if o.HasValue && !o.Inferred {
			stated = stated || o.Node != graph.None
			isStep = isStep || r.instance.Equal(trace.Answer, o.Value)
		}
	}
	// The last step so far can pass for the answer of a text that names none.
	_, named := task.StatedContent(text, task.NoContainer)
	answered := trace.Answer != "" && (named || !isStep)
	switch {
	case outcome.FirstWrong(outcomes) != "" || answered && trace.Answer != r.instance.Answer():
		return sampling.Wrong
	case stated || answered:
		return sampling.Right
	}
	return sampling.NotJudged
}
