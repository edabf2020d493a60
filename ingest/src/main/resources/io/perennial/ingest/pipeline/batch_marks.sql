-- batch_marks: up to when a source had told of events before a batch of it came
-- reads   clean_events(source, batch_id, received_at, occurred_at)
-- writes  batch_marks(source, batch_id, told_until)   what came within an hour of the source's first batch was one load
-- cost    one pass, a hash of the batches
SELECT b.source, b.batch_id, max(a.latest) AS told_until
FROM (
  SELECT e.source, e.batch_id, min(e.received_at) AS received_at
  FROM clean_events e
  WHERE e.batch_id IS NOT NULL
  GROUP BY e.source, e.batch_id
) b
JOIN (
  SELECT e.source, e.batch_id, min(e.received_at) AS received_at, max(e.occurred_at) AS latest
  FROM clean_events e
  WHERE e.batch_id IS NOT NULL
  GROUP BY e.source, e.batch_id
) a ON a.source = b.source AND f_days(a.received_at, b.received_at) > f_ratio(1, 24)
GROUP BY b.source, b.batch_id
