-- flag_clocks: flags of the rule clock-skew: events of clocks that are an hour or more from the others of their source
-- reads   clock_offsets(event_id, source, record_id, device, seconds, occurred_at)
-- writes  flag_clocks(event_id, rule, related_event_id, detail, known_at)
-- cost    two medians
SELECT
  o.event_id,
  'clock-skew' AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  CASE WHEN d.seconds > s.seconds THEN 'clock ahead by ' ELSE 'clock behind by ' END
    || CAST(f_floor_int(abs(d.seconds - s.seconds) / 3600e0 + 5e-1) AS STRING) || ' h' AS detail,
  o.occurred_at AS known_at
FROM clock_offsets o
JOIN (
  SELECT c.source, c.record_id, c.device, median(c.seconds) AS seconds
  FROM clock_offsets c
  GROUP BY c.source, c.record_id, c.device
) d ON d.source = o.source AND d.record_id = o.record_id AND d.device = o.device
JOIN (
  SELECT c.source, c.device <> '' AS devices, median(c.seconds) AS seconds
  FROM clock_offsets c
  GROUP BY c.source, c.device <> ''
) s ON s.source = o.source AND s.devices = (o.device <> '')
WHERE abs(d.seconds - s.seconds) >= 3600e0
