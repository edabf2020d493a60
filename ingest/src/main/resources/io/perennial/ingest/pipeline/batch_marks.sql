-- batch_marks: up to when a source had told of events before a batch of it came
-- reads   clean_events(source, batch_id, received_at, occurred_at)
-- writes  batch_marks(source, batch_id, told_until)   what came within an hour of the source's first batch was one load
-- cost    one pass, a hash and a sort of the batches
SELECT m.source, m.batch_id, m.told_until
FROM (
  SELECT
    b.source,
    b.batch_id,
    max(b.latest) OVER (
      PARTITION BY b.source ORDER BY b.received
      RANGE BETWEEN UNBOUNDED PRECEDING AND 3600000001 PRECEDING) AS told_until
  FROM (
    SELECT e.source, e.batch_id, f_micros(min(e.received_at)) AS received, max(e.occurred_at) AS latest
    FROM clean_events e
    WHERE e.batch_id IS NOT NULL
    GROUP BY e.source, e.batch_id
  ) b
) m
WHERE m.told_until IS NOT NULL
