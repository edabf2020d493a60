-- quality_deliveries: when events of a source reached us, and the newest of them
-- reads   quality_event(source, occurred_at, received_at)
-- writes  quality_delivery(source, received_at, newest_at)
-- cost    one grouped pass; a row for each time that files were read
SELECT
  e.source,
  f_micros(e.received_at) AS received_at,
  f_micros(max(e.occurred_at)) AS newest_at
FROM quality_event e
GROUP BY e.source, e.received_at
