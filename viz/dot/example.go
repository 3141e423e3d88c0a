package dot

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"github.com/graphcov/graphcov/corpus/database"
)

// FindExample is the example of that name: its example_id or, where no example
// has that number, its id in the file that it came from. An id that several
// examples have is an error that lists them.
func FindExample(ctx context.Context, db database.Querier, name string) (int64, error) {
	var ids []string
	collect := func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}
	number, notNumber := strconv.ParseInt(name, 10, 64)
	if notNumber == nil {
		if err := database.EachRow(ctx, db, "SELECT example_id FROM example WHERE example_id = ?", []any{number}, collect); err != nil || len(ids) == 1 {
			return number, err
		}
	}
	if err := database.EachRow(ctx, db, "SELECT example_id FROM example WHERE external_id = ? ORDER BY example_id LIMIT 10", []any{name}, collect); err != nil {
		return 0, err
	}
	switch len(ids) {
	case 0:
		l := loader{ctx: ctx, db: db}
		return 0, fmt.Errorf("example %q: %w", shorten(name, 60), l.noExample())
	case 1:
		return strconv.ParseInt(ids[0], 10, 64)
	}
	return 0, fmt.Errorf("several examples have the id %q: name one of the numbers %s", shorten(name, 60), orNone(ids))
}
