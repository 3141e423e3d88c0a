package task

import "strings"

// Shorten is a text, or its beginning, for a message.
func Shorten(text string) string {
	const most = 80
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + " .."
	}
	return text
}
