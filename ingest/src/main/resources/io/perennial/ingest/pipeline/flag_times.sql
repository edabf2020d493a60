-- flag_times: flags of the rules late and future
-- reads   clean_events(event_id, source, batch_id, received_at, occurred_at)
-- reads   batch_marks(source, batch_id, told_until)
-- writes  view flag_times(event_id, rule, related_event_id, detail, known_at)   late: more than a day before what its source had told of already; future: more than five minutes after it came
-- cost    one pass
SELECT
  e.event_id,
  CASE WHEN e.occurred_at > e.received_at THEN 'future' ELSE 'late' END AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  CASE
    WHEN e.occurred_at > e.received_at THEN 'happened, it says, after it came'
    ELSE CAST(f_floor_int(f_days(e.occurred_at, b.told_until)) AS STRING) || ' days behind its source'
  END AS detail,
  CASE WHEN e.occurred_at > e.received_at THEN e.occurred_at ELSE e.received_at END AS known_at
FROM clean_events e
LEFT JOIN batch_marks b ON b.source = e.source AND b.batch_id = e.batch_id
WHERE f_days(e.received_at, e.occurred_at) * 1440e0 > 5e0
  OR f_days(e.occurred_at, b.told_until) > 1e0
