package transcript

import (
	"archive/zip"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// Inspect writes a log as one JSON document, or as an archive with one file for
// each sample:
//
//	header.json            what was evaluated and how it went; written at the end
//	_journal/start.json    what was evaluated; all that an unfinished run has
//	samples/1_epoch_1.json
//
// Of the archive only these are read, and of a sample not its events.
const (
	inspectHeader  = "header.json"
	inspectStart   = "_journal/start.json"
	inspectSamples = "samples/"
)

func sniffInspect(h Head) bool {
	return h.Contains(inspectHeader) || h.Contains(inspectStart) || h.Contains(inspectSamples) ||
		h.Kind("eval") == '{' && (h.Has("status") || h.Has("plan") || h.Has("samples"))
}

func readInspect(in *Input) iter.Seq2[Response, error] {
	if in.archive != nil {
		return readInspectArchive(in)
	}
	return in.document(func(w *walker, emit func(Response, error) error) error {
		var model string
		samples := 0
		err := w.object(func(key string) error {
			switch key {
			case "eval":
				return w.fields(map[string]*string{"model": &model})
			case "samples":
				if ok, err := w.isNext('['); !ok { // null, where samples were not logged
					return err
				}
				return w.array(func(i int) error {
					line, err := w.lineOfNext()
					if err != nil {
						return err
					}
					samples++
					responses, err := readInspectSample(w, model)
					return emitSample(line, fmt.Sprintf("sample %d", i+1), responses, err, emit)
				})
			}
			return w.skip()
		})
		if err == nil && samples == 0 {
			err = emit(Response{}, noSamples())
		}
		return err
	})
}

func noSamples() *Reject {
	return &Reject{Line: 1, Reason: "the log has no samples", Detail: "were they logged?", Sound: true}
}

// emitSample emits responses or a reject and returns any other error.
func emitSample(line int, name string, responses []Response, err error, emit func(Response, error) error) error {
	for _, r := range responses {
		r.Line = line
		if err := emit(r, nil); err != nil {
			return err
		}
	}
	reject, ok := errors.AsType[*Reject](err)
	if !ok {
		return err
	}
	reject.Line, reject.Detail = line, strings.TrimSuffix(name+": "+reject.Detail, ": ")
	return emit(Response{}, reject)
}

// readInspectArchive reads entry by entry. Line is the number of the sample
// among the entries.
func readInspectArchive(in *Input) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		entries := make(map[string]*zip.File) // of a name that comes twice, the last counts
		var samples []string
		for _, f := range in.archive.File {
			if entries[f.Name] == nil && strings.HasPrefix(f.Name, inspectSamples) && strings.HasSuffix(f.Name, ".json") {
				samples = append(samples, f.Name)
			}
			entries[f.Name] = f
		}
		emit := func(r Response, err error) error {
			if !yield(r, err) {
				return errStop
			}
			return nil
		}
		model, err := inspectModel(in, entries)
		for i, name := range samples {
			if err != nil {
				break
			}
			var responses []Response
			sampleErr := in.entry(entries[name], func(w *walker) error {
				var err error
				responses, err = readInspectSample(w, model)
				return err
			})
			if sampleErr != nil { // what was read may be damaged
				responses = nil
			}
			err = emitSample(i+1, name, responses, sampleErr, emit)
		}
		if err == nil && len(samples) == 0 {
			err = emit(Response{}, noSamples())
		}
		if err != nil && err != errStop {
			yield(Response{}, err)
		}
	}
}

func inspectModel(in *Input, entries map[string]*zip.File) (model string, err error) {
	f := entries[inspectHeader]
	if f == nil {
		f = entries[inspectStart]
	}
	if f == nil {
		return "", nil
	}
	err = in.entry(f, func(w *walker) error {
		return w.object(func(key string) error {
			if key == "eval" {
				return w.fields(map[string]*string{"model": &model})
			}
			return w.skip()
		})
	})
	if _, isReject := errors.AsType[*Reject](err); isReject {
		err = nil // the samples are there all the same
	}
	return model, err
}
