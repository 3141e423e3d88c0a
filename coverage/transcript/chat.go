package transcript

import (
	"encoding/json"
	"slices"
	"strings"
)

// message is one turn of a chat, as OpenAI's interfaces and Inspect write it.
type message struct {
	Role    string          `json:"role"`
	Content json.RawMessage `json:"content"` // a text or a list of parts
	Refusal string          `json:"refusal"`
	Source  string          `json:"source"` // Inspect: "generate" for what the model wrote itself
}

// text is what the message says; thoughts, images and calls of tools are left out.
func (m message) text() string {
	if s := contentText(m.Content); s != "" {
		return s
	}
	return m.Refusal
}

// contentText is the text in a message's content.
func contentText(content json.RawMessage) string {
	if s, ok := stringOf(content); ok {
		return s
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if json.Unmarshal(content, &parts) != nil {
		return ""
	}
	var texts []string
	for _, p := range parts {
		switch p.Type {
		case "text", "input_text", "output_text":
			texts = append(texts, p.Text)
		}
	}
	return strings.Join(texts, "\n")
}

// question is the bare problem of a chat: the last thing that the user says.
func question(chat []message) string {
	for _, m := range slices.Backward(chat) {
		if m.Role == "user" {
			return m.text()
		}
	}
	return ""
}

// prompt is everything that the model was told in a chat: what it wrote itself
// on the way is no part of it, the answers of worked examples are.
func prompt(chat []message) string {
	var parts []string
	for _, m := range chat {
		if m.Source != "generate" {
			parts = append(parts, m.text())
		}
	}
	return told(parts...)
}

// beforeAnswer splits a chat at its last message of the assistant, -1 where
// there is none.
func beforeAnswer(chat []message) int {
	for i, m := range slices.Backward(chat) {
		if m.Role == "assistant" {
			return i
		}
	}
	return -1
}
