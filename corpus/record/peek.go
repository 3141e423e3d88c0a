package record

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// Peek returns the first n bytes of the decompressed text, or as many as there
// are, without reading them off. It is for looking at a file before Records or
// Text is called. The error is the one that cuts the text short within them; it
// comes again where the text is read.
func (f *File) Peek(n int) ([]byte, error) {
	f.text = bufio.NewReaderSize(f.text, n)
	head, err := f.text.Peek(n)
	if err == io.EOF {
		err = nil
	}
	return head, err
}

// Text hands out the decompressed text itself, for files that are one large
// record. It takes the place of Records, and can be called once. Sum is
// known when the text has come to its end.
func (f *File) Text() (io.Reader, error) {
	if f.started.Swap(true) {
		return nil, fmt.Errorf("%s: its records have been read already; open the file again", f.path)
	}
	return plainText{f}, nil
}

type plainText struct{ f *File }

func (t plainText) Read(p []byte) (int, error) {
	select {
	case <-t.f.stopped:
		return 0, errClosed
	default:
	}
	n, err := t.f.text.Read(p)
	if errors.Is(err, io.EOF) {
		t.f.sum = t.f.raw.sum()
	}
	return n, err
}
