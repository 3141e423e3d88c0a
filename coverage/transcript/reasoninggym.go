package transcript

import (
	"cmp"
	"fmt"
	"iter"
	"path"
	"strings"
)

// gymResult is what became of one question. Files of early 2025 have one
// answer for each and say so in the result itself; later ones have a list of
// completions, and of the best of them a copy that is not used.
type gymResult struct {
	Question string          `json:"question"`
	Gold     string          `json:"expected_answer"`
	Error    string          `json:"error"`
	List     []gymCompletion `json:"completions"`
	gymCompletion
}

type gymCompletion struct {
	Text  *string  `json:"full_model_response"`
	Score *float64 `json:"score"`
}

func sniffReasoningGym(h Head) bool {
	return h.Has("name", "category", "results") || h.Kind("metadata") == '{' && h.Kind("categories") == '[' ||
		h.Has("dataset_best_scores") || h.Has("dataset_scores")
}

// gym reads the files of reasoning-gym-eval: those of one data set, and with
// --full-results one of all, which are nested in it by category.
type gym struct {
	in     *Input
	emit   func(Response, error) error
	model  string
	system string // prompt
	any    bool   // result there was
}

func readReasoningGym(in *Input) iter.Seq2[Response, error] {
	return in.document(func(w *walker, emit func(Response, error) error) error {
		g := gym{in: in, emit: emit}
		return g.file(w)
	})
}

func (g *gym) file(w *walker) error {
	g.summary()
	var d gymDataset
	err := w.object(func(key string) error {
		switch key {
		case "metadata":
			return w.fields(map[string]*string{"model": &g.model})
		case "categories":
			return w.array(func(int) error { return g.category(w) })
		}
		return g.member(w, key, &d)
	})
	if err == nil && !g.any {
		err = g.emit(Response{}, &Reject{Line: 1, Reason: "the file has no results", Detail: "a summary is read with the files that it sums up", Sound: true})
	}
	return err
}

func (g *gym) category(w *walker) error {
	return w.object(func(key string) error {
		if key != "datasets" {
			return w.skip()
		}
		return w.array(func(int) error {
			var d gymDataset
			return w.object(func(key string) error { return g.member(w, key, &d) })
		})
	})
}

// gymDataset is what stands before the results of a data set.
type gymDataset struct{ name, system string }

func (g *gym) member(w *walker, key string, d *gymDataset) error {
	switch key {
	case "name":
		return w.text(&d.name)
	case "system_prompt":
		return w.text(&d.system)
	case "results":
		return w.array(func(i int) error { return g.result(w, d, i) })
	}
	return w.skip()
}

// summary reads the model's name, which only the summary has: <run>_summary.json
// beside <run>_<data set>.json, or summary.json in the folder of the run, which
// has a folder for each category.
func (g *gym) summary() {
	var candidates []string
	run := strings.TrimSuffix(g.in.base(), path.Ext(g.in.base()))
	for {
		cut := strings.LastIndexByte(run, '_')
		if cut < 0 {
			break
		}
		run = run[:cut]
		candidates = append(candidates, run+"_summary.json")
	}
	for _, name := range append(candidates, "summary.json", "../summary.json") {
		g.in.beside(name, func(w *walker, key string) error {
			switch key {
			case "model":
				return w.text(&g.model)
			case "system_prompt":
				return w.text(&g.system)
			}
			return w.skip()
		})
		if g.model != "" {
			return
		}
	}
}

// result emits the responses to one question. Questions may come twice in a
// data set, so their number is part of the id.
func (g *gym) result(w *walker, d *gymDataset, i int) error {
	g.any = true
	line, err := w.lineOfNext()
	if err != nil {
		return err
	}
	reject := func(r *Reject) error {
		r.Line, r.Detail = line, strings.TrimSuffix(fmt.Sprintf("result %d: %s", i, r.Detail), ": ")
		return g.emit(Response{}, r)
	}
	var result gymResult
	if err := w.decode(&result); err != nil {
		return w.orReject(err, reject)
	}
	r := Response{
		Line: line, ID: fmt.Sprintf("%s-%d", d.name, i), Question: result.Question, Gold: result.Gold, Model: g.model,
		Prompt: beyond(told(cmp.Or(d.system, g.system), result.Question), result.Question),
	}
	if result.Question == "" {
		return reject(&Reject{Reason: `no "question"`})
	}
	completions := result.List
	if completions == nil {
		completions = []gymCompletion{result.gymCompletion}
	}
	if len(completions) == 0 {
		return reject(&Reject{Reason: "the model did not answer", Detail: result.Error, Sound: true})
	}
	for k, c := range completions {
		if c.Text == nil {
			err = reject(&Reject{Reason: "the model did not answer", Detail: result.Error, Sound: true})
		} else {
			r.Text, r.Sample, r.Correct = *c.Text, new(k), nil
			if c.Score != nil {
				r.Correct = new(*c.Score == 1) // parts of an answer have parts of a point
			}
			err = g.emit(r, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
