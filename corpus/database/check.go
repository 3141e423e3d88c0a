package database

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
)

// Check says what is wrong with the file: pages that are damaged, rows that
// lack the row they belong to, and tables and views that are not those of
// schema.sql. Those that others have added are none of its concern.
func (db *DB) Check(ctx context.Context) (faults []string, err error) {
	err = EachRow(ctx, db, "SELECT integrity_check FROM pragma_integrity_check", nil, func(rows *sql.Rows) error {
		var says string
		if err := rows.Scan(&says); err != nil || says == "ok" {
			return err
		}
		faults = append(faults, "SQLite: "+says)
		return nil
	})
	if isCorrupt(err) || len(faults) > 0 { // what else there is to say could not be relied on
		return append(faults, "the file is damaged: make it anew from its sources"), nil
	}
	if err != nil {
		return nil, err
	}
	err = EachRow(ctx, db, `SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2`, nil, func(rows *sql.Rows) error {
		var table, parent string
		var n int64
		if err := rows.Scan(&table, &parent, &n); err != nil {
			return err
		}
		faults = append(faults, fmt.Sprintf("%d rows of %s belong to no row of %s", n, table, parent))
		return nil
	})
	if err != nil {
		return nil, err
	}
	fresh, err := newSchema(ctx)
	if err != nil {
		return nil, err
	}
	defer fresh.Close()
	there, err := named(ctx, db)
	if err != nil {
		return nil, err
	}
	wanted, err := named(ctx, fresh)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		switch made, is := there[name]; {
		case !is:
			faults = append(faults, name+" is not there")
		case made != wanted[name]:
			faults = append(faults, name+" is not what this graphcov makes")
		}
	}
	return faults, nil
}

// named is how everything is made that has a name in a database: tables by
// their columns, in the order of their names since those that a migration adds
// come last; the rest by its statement.
func named(ctx context.Context, db Querier) (map[string]string, error) {
	all := make(map[string]string)
	const query = `SELECT type || ' ' || s.name, CASE type WHEN 'table'
		THEN (SELECT group_concat(c.name || ' ' || c.type || ' ' || c.pk, ', ' ORDER BY c.name) FROM pragma_table_info(s.name) c) ELSE sql END
		FROM sqlite_schema s WHERE sql IS NOT NULL`
	err := EachRow(ctx, db, query, nil, func(rows *sql.Rows) error {
		var name, made string
		err := rows.Scan(&name, &made)
		all[name] = made
		return err
	})
	return all, err
}
