-- open_values: the values of open rows of quarantine by source, reason and field, the most frequent
-- first
-- reads   open_rows(source, reason, field, value)
-- writes  open_values(source, reason, field, value, n, place)
SELECT v.source, v.reason, v.field, v.value, v.n, v.place
FROM (
  SELECT
    g.source, g.reason, g.field, g.value, g.n,
    row_number() OVER (
      PARTITION BY g.source, g.reason, g.field ORDER BY g.n DESC, g.value
    ) AS place
  FROM (
    SELECT q.source, q.reason, q.field, q.value, count(*) AS n
    FROM open_rows q
    WHERE q.value IS NOT NULL
    GROUP BY q.source, q.reason, q.field, q.value
  ) g
) v
WHERE v.place <= :most
