package database

// Null is NULL for an empty text.
func Null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Nullable is NULL for nil.
func Nullable[T any](value *T) any {
	if value == nil {
		return nil
	}
	return *value
}
