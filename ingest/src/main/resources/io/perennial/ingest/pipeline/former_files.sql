-- former_files: the readings of files that events of a system, or rows of its sources, come from
-- reads   ingest_done(source, file, fingerprint, rows_kept, batch_id)
-- reads   ingest_system_events(batch_id)
-- writes  ingest_former(file, fingerprint, rows_kept, batch_id)
-- cost    a pass over the batch of every event of the system
SELECT d.file, d.fingerprint, d.rows_kept, d.batch_id
FROM ingest_done d
WHERE d.source IN :names
  OR d.batch_id IN (SELECT e.batch_id FROM ingest_system_events e)
