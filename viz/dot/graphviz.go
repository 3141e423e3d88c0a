package dot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
)

// Images are the formats that Graphviz makes of a picture.
func Images() []string { return []string{"svg", "png", "pdf"} }

// ErrNoGraphviz is wrapped by Render where Graphviz is not installed.
var ErrNoGraphviz = errors.New("no Graphviz is installed")

// Render writes a Drawing as an image: svg, png or pdf. Graphviz makes it, as a
// program of its own that ends with the context.
func Render(ctx context.Context, w io.Writer, d Drawing, format string) error {
	if !slices.Contains(Images(), format) {
		return fmt.Errorf("unknown format %q of images: use %s", format, strings.Join(Images(), ", "))
	}
	program, err := exec.LookPath("dot")
	if err != nil {
		return fmt.Errorf("%w, which makes %s: install it (apt-get install graphviz, brew install graphviz, winget install graphviz, or see graphviz.org), or take the format dot", ErrNoGraphviz, format)
	}
	var source, image, said bytes.Buffer
	if err := Write(&source, d); err != nil {
		return err
	}
	run := exec.CommandContext(ctx, program, "-T"+format)
	run.Stdin, run.Stdout, run.Stderr = &source, &image, &said
	if err := run.Run(); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return fmt.Errorf("drawing with Graphviz (%s -T%s): %w: %s", program, format, err, shorten(said.String(), 500))
	}
	if _, err := image.WriteTo(w); err != nil {
		return fmt.Errorf("writing the picture: %w", err)
	}
	return nil
}
