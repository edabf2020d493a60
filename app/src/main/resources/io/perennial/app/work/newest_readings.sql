-- newest_readings: what became of each file's rows when it was last read
-- reads   read_files(source, file, rows_read, rows_quarantined, read_at, batch_id, rows_left_out)
-- writes  view newest_readings(source, file, rows_read, rows_quarantined)   without those left out
-- cost    one small sort: a row per reading of a file
WITH ranked AS (
  SELECT
    source,
    file,
    rows_read - coalesce(rows_left_out, 0) AS rows_read,
    rows_quarantined,
    row_number() OVER (
      PARTITION BY source, file ORDER BY read_at DESC NULLS LAST, batch_id NULLS LAST
    ) AS place
  FROM read_files
)
SELECT source, file, rows_read, rows_quarantined
FROM ranked
WHERE place = 1
ORDER BY source NULLS LAST, file NULLS LAST
