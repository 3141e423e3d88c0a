package database

import (
	"context"
	"database/sql"
)

// SetToolVersion writes down which version of the program wrote last.
func SetToolVersion(ctx context.Context, tx *sql.Tx, version string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO meta VALUES ('tool_version', ?) ON CONFLICT DO UPDATE SET value = excluded.value", version)
	return err
}
