-- open_groups: open rows of quarantine by source, reason and field, with one as an example
-- reads   open_rows(source, file, line, field, value, reason, advice, rows_read)
-- reads   file_states(source, rows_read)
-- writes  open_groups(source, reason, field, n, rows_read, file, line, value, advice)
SELECT g.source, g.reason, g.field, g.n, t.rows_read, g.file, g.line, g.value, g.advice
FROM (
  SELECT
    q.source, q.reason, q.field, q.file, q.line, q.value, q.advice,
    count(*) OVER (PARTITION BY q.source, q.reason, q.field) AS n,
    row_number() OVER (
      PARTITION BY q.source, q.reason, q.field ORDER BY q.file, q.line
    ) AS place
  FROM open_rows q
) g
JOIN (
  SELECT s.source, CAST(sum(s.rows_read) AS BIGINT) AS rows_read
  FROM file_states s
  GROUP BY s.source
) t ON t.source = g.source
WHERE g.place = 1
