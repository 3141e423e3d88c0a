package transcript

import (
	"path"
	"path/filepath"
	"strings"
)

// openAIBatch finds the requests of a batch, which its output file does not
// have. They are read once one is wanted, and all are kept until the output has
// been read: the two files are not in the same order.
type openAIBatch struct {
	in    *Input
	asked map[string]openAIAsked // by custom_id; nil until it is wanted
}

type openAIAsked struct{ question, prompt, model string }

// find gives what a request asked, or nothing.
func (b *openAIBatch) find(customID string) (question, prompt, model string) {
	if b.asked == nil {
		b.asked = make(map[string]openAIAsked)
		b.load()
	}
	a := b.asked[customID]
	return a.question, a.prompt, a.model
}

// load reads the first file of requests that is beside the output. A record
// that is no request is left out here: its response then lacks a question.
func (b *openAIBatch) load() {
	if b.in.path == "-" {
		return
	}
	for _, name := range inputNames(b.in.base()) {
		for _, suffix := range []string{"", ".gz", ".zst"} {
			other := filepath.Join(filepath.Dir(b.in.path), name) + suffix
			if b.in.fs != nil {
				other = path.Join(path.Dir(b.in.path), name) + suffix
			}
			requests, err := openInput(other, Options{FS: b.in.fs})
			if err != nil {
				continue
			}
			for rec, err := range requests.Records() {
				var record openAIRecord
				if err != nil || decode(rec.Data, &record) != nil {
					continue
				}
				if body, _, err := record.bodies(); err == nil {
					question, prompt := body.asked()
					b.asked[text(record.CustomID)] = openAIAsked{question, prompt, body.Model}
				}
			}
			requests.close()
			return
		}
	}
}

// inputNames are the names that the file of requests may have beside an output
// file, the likeliest first.
func inputNames(output string) []string {
	var names []string
	for _, word := range []string{"outputs", "output", "responses", "results"} {
		if !strings.Contains(output, word) {
			continue
		}
		for _, other := range []string{"input", "inputs", "requests"} {
			names = append(names, strings.Replace(output, word, other, 1))
		}
		names = append(names, strings.Replace(output, "_"+word, "", 1), strings.Replace(output, "-"+word, "", 1))
		break
	}
	extension := path.Ext(output)
	stem := strings.TrimSuffix(output, extension)
	names = append(names, stem+"_input"+extension, "input"+extension, "batch_input"+extension, "requests"+extension)
	// A file is not its own input: replacing found nothing.
	var others []string
	for _, name := range names {
		if name != output {
			others = append(others, name)
		}
	}
	return others
}
