-- kept_rows: the rows of one file of a table that others than the sources read again put there
-- reads   ingest_one_file(source, batch_id, …)
-- writes  view ingest_kept_rows(…)
SELECT f.*
FROM ingest_one_file f
WHERE NOT coalesce(f.source IN :sources, false)
  AND NOT coalesce(f.batch_id IN :batches, false)
