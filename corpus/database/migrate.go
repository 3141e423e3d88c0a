package database

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strconv"
)

// migrations hold, as N.sql, what brings the tables of schema version N to
// those of N + 1. Views and indexes need none: they are made anew.
//
//go:embed migrations
var migrations embed.FS

// oldestVersion is the first schema version that can be migrated.
const oldestVersion = 1

// migrate brings a database of an earlier version to this one, in the
// transaction of the run that needs it: all or nothing.
func migrate(ctx context.Context, tx *sql.Tx, version int) error {
	views, err := definitions(ctx, tx, "view")
	if err != nil {
		return err
	}
	for _, view := range views {
		if _, err := tx.ExecContext(ctx, "DROP VIEW "+view.name); err != nil {
			return err
		}
	}
	for v := version; v < SchemaVersion; v++ {
		statements, err := migrations.ReadFile("migrations/" + strconv.Itoa(v) + ".sql")
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(statements)); err != nil {
			return fmt.Errorf("from schema version %d to %d: %w", v, v+1, err)
		}
	}
	if err := makeViewsAndIndexes(ctx, tx); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; INSERT OR IGNORE INTO meta VALUES ('migrated_from', '%d')", SchemaVersion, version))
	return err
}

// makeViewsAndIndexes makes those that a new database has and this one lacks.
func makeViewsAndIndexes(ctx context.Context, tx *sql.Tx) error {
	fresh, err := newSchema(ctx)
	if err != nil {
		return err
	}
	defer fresh.Close()
	for _, kind := range []string{"index", "view"} {
		wanted, err := definitions(ctx, fresh, kind)
		if err != nil {
			return err
		}
		there, err := definitions(ctx, tx, kind)
		if err != nil {
			return err
		}
		known := make(map[string]bool)
		for _, d := range there {
			known[d.name] = true
		}
		for _, d := range wanted {
			if known[d.name] {
				continue
			}
			if _, err := tx.ExecContext(ctx, d.sql); err != nil {
				return err
			}
		}
	}
	return nil
}

// newSchema is an empty database of this version, in memory.
func newSchema(ctx context.Context) (*sql.DB, error) {
	fresh, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	fresh.SetMaxOpenConns(1) // each connection to :memory: is a database of its own
	if _, err := fresh.ExecContext(ctx, schema); err != nil {
		fresh.Close()
		return nil, err
	}
	return fresh, nil
}

// definition is how a view or an index is made.
type definition struct{ name, sql string }

// definitions are those of one kind, in the order in which they were made.
// Indexes that a table has by itself are left out.
func definitions(ctx context.Context, db Querier, kind string) (all []definition, err error) {
	err = EachRow(ctx, db, "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL ORDER BY rowid", []any{kind}, func(rows *sql.Rows) error {
		var d definition
		err := rows.Scan(&d.name, &d.sql)
		all = append(all, d)
		return err
	})
	return all, err
}
