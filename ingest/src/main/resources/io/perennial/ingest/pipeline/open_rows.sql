-- open_rows: the rows of quarantine that the newest reading of their file left there
-- reads   quarantined(source, file, line, record_id, field, value, reason, advice, seen_at, batch_id)
-- reads   file_states(source, file, rows_read, batch_id)
-- writes  view open_rows(source, file, line, record_id, field, value, reason, advice, seen_at, batch_id, rows_read)
SELECT
  q.source, q.file, q.line, q.record_id, q.field, q.value, q.reason, q.advice, q.seen_at, q.batch_id,
  s.rows_read
FROM quarantined q
JOIN file_states s ON s.source = q.source AND s.file = q.file AND s.batch_id = q.batch_id
