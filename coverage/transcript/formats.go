package transcript

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Format is one kind of file that transcripts come in.
type Format struct {
	Name  string // as in --format
	About string // one line for people

	// Sniff tells by the beginning of a file whether it is of this format.
	Sniff func(Head) bool

	// Read yields everything in a file: responses, a *Reject for each record that
	// is none, and at last any other error where the file cannot be read on.
	Read func(*Input) iter.Seq2[Response, error]
}

// Formats lists the formats that are known. A file is of the first one that
// recognises it, so the most particular come first.
func Formats() []Format {
	return []Format{
		{"gsm8k", "GSM8K's example_model_solutions: the solutions of several models in each record", sniffGSM8K, readGSM8K},
		{"zeroeval", "ZeroEval's result files: chat_history, output and generator in each record", sniffZeroEval, readZeroEval},
		{"reasoning-gym", "reasoning-gym-eval's files of one data set or of all; the model is named in the summary beside them", sniffReasoningGym, readReasoningGym},
		{"lm-eval", "lm-evaluation-harness, --log_samples; the model is named in the results file beside it", sniffLMEval, readLMEval},
		{"inspect", "Inspect logs, .eval and .json", sniffInspect, readInspect},
		{"every_eval_ever", "EvalEval's records of single instances", sniffEveryEvalEver, readEveryEvalEver},
		{"openai", "OpenAI batch output, logged requests with their responses, and chats that end in an answer", sniffOpenAI, readOpenAI},
		{"native", "graphcov's own: one response in each record", sniffNative, readNative},
	}
}

// auto stands for the format that the content shows.
const auto = "auto"

func names(formats []Format) string {
	var list []string
	for _, f := range formats {
		list = append(list, f.Name)
	}
	return strings.Join(list, ", ")
}

func byName(formats []Format, name string) int {
	return slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
}

func checkName(formats []Format, name string) error {
	if name != auto && byName(formats, name) < 0 {
		return fmt.Errorf("unknown format %q of transcripts; there are %s, and %s for what the content shows", name, names(formats), auto)
	}
	return nil
}

// choose finds the format of a file: the one named, or the first that
// recognises one of its first records.
func choose(formats []Format, name string, in *Input) (Format, error) {
	if name != auto {
		return formats[byName(formats, name)], nil
	}
	for head := range in.heads() {
		for _, format := range formats {
			if format.Sniff(head) {
				return format, nil
			}
		}
	}
	switch {
	case in.headErr != nil: // says more than that nothing was recognised before it
		return Format{}, in.locate(1+bytes.Count(in.head, []byte("\n")), in.headErr)
	case in.archive == nil && len(bytes.TrimSpace(in.head)) == 0:
		return Format{}, fmt.Errorf("%s: the file is empty", in.path)
	}
	return Format{}, fmt.Errorf("%s: no known format of transcripts; where it is one of %s all the same, name it with --format", in.path, names(formats))
}
