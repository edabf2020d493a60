-- quality_rejected: open rows of quarantine by reason and the day on which they were read
-- reads   open_rows(source, field, reason, seen_at)
-- reads   quality_slots_read(slot, day)
-- writes  quality_reject(source, day, reason, n)
SELECT
  q.source,
  s.day,
  coalesce(q.field, '') || ': ' || coalesce(q.reason, '') AS reason,
  count(*) AS n
FROM open_rows q
JOIN quality_slots_read s ON s.slot = f_floor_int(CAST(f_micros(q.seen_at) AS DOUBLE) / 9e8)
GROUP BY q.source, s.day, coalesce(q.field, '') || ': ' || coalesce(q.reason, '')
