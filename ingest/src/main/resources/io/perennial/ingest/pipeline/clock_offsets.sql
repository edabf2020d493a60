-- clock_offsets: how far the clock of each device, or record, is from when its events were received, where the source says so
-- reads   clean_events(source, record_id, type, product_id, properties, occurred_at)
-- writes  clock_offsets(event_id, source, record_id, device, seconds, occurred_at)   seconds: positive where the clock is ahead
-- cost    one pass over properties
SELECT
  s.event_id,
  s.source,
  s.record_id,
  s.device,
  f_days(s.received_at, s.occurred_at) * 86400e0 AS seconds,
  s.occurred_at
FROM (
  SELECT
    e.event_id, e.source, e.record_id,
    CASE WHEN e.type = 'device_reading' THEN coalesce(e.product_id, '') ELSE '' END AS device,
    e.occurred_at,
    f_iso_timestamp(regexp_extract(e.properties, '"(?:received_?[Aa]t|sent_?[Aa]t|server_time)" *: *"([^"]*)"', 1)) AS received_at
  FROM clean_events e
  WHERE e.properties LIKE '%eceived%' OR e.properties LIKE '%sent%' OR e.properties LIKE '%server_time%'
) s
WHERE s.received_at IS NOT NULL
