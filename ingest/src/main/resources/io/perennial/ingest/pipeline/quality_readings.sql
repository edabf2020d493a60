-- quality_readings: what became of the rows of files, by the day on which they were last read
-- reads   file_states(source, read_at, rows_read, rows_duplicate, rows_quarantined, batch_id)
-- reads   quality_slots_read(slot, day)
-- writes  quality_reading(source, day, rows_read, rows_duplicate, rows_quarantined)
SELECT
  f.source,
  s.day,
  CAST(sum(f.rows_read) AS BIGINT) AS rows_read,
  CAST(sum(f.rows_duplicate) AS BIGINT) AS rows_duplicate,
  CAST(sum(f.rows_quarantined) AS BIGINT) AS rows_quarantined
FROM file_states f
JOIN quality_slots_read s ON s.slot = f_floor_int(CAST(f_micros(f.read_at) AS DOUBLE) / 9e8)
GROUP BY f.source, s.day
