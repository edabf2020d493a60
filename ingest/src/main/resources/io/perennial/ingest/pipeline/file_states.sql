-- file_states: what became of the rows of each file, over all its readings
-- reads   read_files(source, file, rows_read, rows_kept, rows_duplicate, rows_quarantined, rows_erased, rows_left_out, rows_repeated, read_at, batch_id)
-- writes  file_states(source, file, readings, rows_read, rows_kept, rows_duplicate, rows_quarantined, rows_erased, rows_left_out, read_at, batch_id)
-- cost    one small sort: a row per reading of a file
-- A file that is read again says what it said before: rows that it brought then are duplicates of
-- the new reading, and kept all the same. Rows that repeat another of the same reading are not.
SELECT
  r.source,
  r.file,
  r.readings,
  r.rows_read,
  r.rows_kept + CASE WHEN r.kept_before < r.rows_there THEN r.kept_before ELSE r.rows_there END
    AS rows_kept,
  r.rows_duplicate
    - CASE WHEN r.kept_before < r.rows_there THEN r.kept_before ELSE r.rows_there END
    AS rows_duplicate,
  r.rows_quarantined,
  r.rows_erased,
  r.rows_left_out,
  r.read_at,
  r.batch_id
FROM (
  SELECT
    f.source,
    f.file,
    f.rows_read,
    f.rows_kept,
    f.rows_duplicate,
    f.rows_duplicate - coalesce(f.rows_repeated, 0) AS rows_there,
    f.rows_quarantined,
    coalesce(f.rows_erased, 0) AS rows_erased,
    coalesce(f.rows_left_out, 0) AS rows_left_out,
    f.read_at,
    f.batch_id,
    count(*) OVER (PARTITION BY f.source, f.file) AS readings,
    CAST(sum(f.rows_kept) OVER (PARTITION BY f.source, f.file) AS BIGINT) - f.rows_kept AS kept_before,
    row_number() OVER (
      PARTITION BY f.source, f.file ORDER BY f.read_at DESC NULLS LAST, f.batch_id NULLS LAST
    ) AS place
  FROM read_files f
) r
WHERE r.place = 1
