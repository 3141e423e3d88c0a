// Package examples reads single examples back from a database, for people who
// look for one: List finds those that pass a filter, page by page, Read has
// everything about one of them.
package examples
