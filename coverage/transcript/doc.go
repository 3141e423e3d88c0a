// Package transcript reads what models answered: files of responses, in the
// formats in which people have them.
//
//	f, err := transcript.Open(path, transcript.Options{})
//	...
//	for response, err := range f.Responses(ctx) {
//		var reject *transcript.Reject
//		switch {
//		case errors.As(err, &reject): // no response: count it by reason, go on
//		case err != nil:              // the file is bad: this is the last item
//		default:                      // use response
//		}
//	}
//
// # How a file is read
//
// 1. Opening (input.go, archive.go). A file is text, plain or compressed, or a zip
// archive; the first bytes tell. Package record decompresses text and hashes it.
//
// 2. Recognising (head.go, formats.go). The keys of the first record, or the names
// in an archive, make a [Head]. The first of [Formats] whose Sniff says yes is the
// format. Where the first record is damaged, the next is looked at. Names of files
// say nothing; a person who knows better names the format in [Options].
//
// 3. Reading. The format's Read goes through the [Input] in one of three ways,
// each in bounded memory: record by record ([Input.PerRecord]), as one large JSON
// document of which it takes single values (walk.go), or entry by entry (archive.go).
// Some formats keep the model's name in another file, which is looked up beside.
//
// 4. Responses and rejects. Whatever is in the file comes out as one or the other.
// A [Reject] that is Sound is no fault: rows that repeat a response under another
// filter, requests that failed.
//
// # What the fields mean in each format
//
//	format           one response for each       question               correct               model                  sample
//	native           record                      question               correct               model                  sample
//	gsm8k            model in a record           question               is_correct            the key                -
//	zeroeval         element of output           puzzle or question     -                     generator              place in output
//	reasoning-gym    completion of a result      question               score = 1             the summary beside it  place in completions
//	lm-eval          element of resps, 1 filter  a text in doc          first 0/1 metric      the results beside it  place in resps
//	inspect          sample and choice           input, its last user   first scorer: C, I..  eval.model             epoch - 1
//	openai           choice                      last user message      -                     response, else request place in choices
//	every_eval_ever  element of output.raw       input.raw              is_correct            model_id               place in raw
//
// Samples are numbered only where a record has several, or the format always
// numbers them. The log's verdict of several responses together (lm-eval,
// every_eval_ever) is that of none of them. Thoughts that a log keeps apart from
// the answer are not part of the text.
//
// # Adding a format
//
// Write one file with two functions, after the example of zeroeval.go, and add one
// line to [Formats]:
//
//	func sniffMine(h Head) bool { return h.Has("ask", "say") }
//
//	func readMine(in *Input) iter.Seq2[Response, error] {
//		return in.PerRecord(func(n int, data []byte, emit Emit) {
//			var record struct{ Ask, Say string }
//			if err := decode(data, &record); err != nil {
//				emit(Response{}, err)
//				return
//			}
//			emit(Response{Question: record.Ask, Text: record.Say}, nil)
//		})
//	}
//
// A record that lacks something is emitted as a *Reject, whose reason is one of a
// few. Then add the format's shapes to the table of TestFormats. A program of your
// own can do the same without touching this package: see Options.Formats.
package transcript
