package chart

import (
	"fmt"
	"io"
	"testing"
)

// BenchmarkLoad reads and draws each kind of chart from a database with 100,000
// responses to 10,000 problems, ten nodes each, and the findings of a grid of 20
// by 20 sizes. No chart looks at single nodes or responses, and that is to stay so.
func BenchmarkLoad(b *testing.B) {
	db := filled(b, func(exec func(string, ...any)) {
		exec("INSERT INTO source VALUES ('s', 'x', 'native', 2, 2, 0, 'now')")
		exec(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 10000)
			INSERT INTO example SELECT n, 'multiplication', 's', n, 'q', n, '2x1', 'g', 10, 12, 20, 2, 3, 3.5 FROM i`)
		exec("INSERT INTO node SELECT example_id, 'long', 'v' || value, value, 'add', '1', 1 + value / 3, '[]' FROM example, (SELECT 0 AS value UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)")
		exec(`INSERT INTO response SELECT NULL, example_id, 'long', 'm', position, '1', '1', 1, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 0, 0, 0 FROM node`)
		exec("INSERT INTO outcome SELECT response_id, node, '1', 0, iif(response_id % 3, 'correct', 'missing'), 1, NULL FROM response JOIN node USING (example_id)")
		for x := 1; x <= 20; x++ {
			for y := 1; y <= 20; y++ {
				exec("INSERT INTO finding VALUES (NULL, 'm', 'multiplication', NULL, NULL, 'accuracy', ?, 0.5, 0.4, 0.6, NULL, NULL, 25, NULL, NULL)", fmt.Sprintf("%dx%d", x, y))
			}
		}
	})
	for _, kind := range Kinds() {
		b.Run(kind.Name, func(b *testing.B) {
			for b.Loop() {
				for _, c := range load(b, db, kind.Name, Filter{}) {
					if err := WriteSVG(io.Discard, c, SVGOptions{}); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
