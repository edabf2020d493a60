-- marked_files: readings of files, those of sources that are being read again marked as such
-- reads   ingest_done(source, file, fingerprint, …)
-- writes  view ingest_marked(…)
SELECT
  d.source,
  d.file,
  CASE
    WHEN d.source IN :names THEN regexp_replace(d.fingerprint, '-[^-]*$', :mark)
    ELSE d.fingerprint
  END AS fingerprint,
  d.bytes,
  d.rows_read,
  d.rows_kept,
  d.rows_duplicate,
  d.rows_quarantined,
  d.rows_erased,
  d.read_at,
  d.batch_id,
  d.rows_left_out,
  d.columns,
  d.rows_repeated
FROM ingest_done d
