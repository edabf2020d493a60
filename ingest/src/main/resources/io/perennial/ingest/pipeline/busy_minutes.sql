-- busy_minutes: days on which a record does more in some minute than a person can
-- reads   clean_events(record_id, type, occurred_at)
-- writes  busy_minutes(record_id, day_no, known_at)   known_at: the end of the first such minute
-- cost    one pass, a hash of the minutes
SELECT m.record_id, m.day_no, CAST('1970-01-01 00:00:00' AS TIMESTAMP) + INTERVAL '1' SECOND * (min(m.minute_no) * 60 + 60) AS known_at
FROM (
  SELECT
    e.record_id,
    f_floor_int(f_micros(e.occurred_at) / 86400e6) AS day_no,
    f_floor_int(f_micros(e.occurred_at) / 60e6) AS minute_no
  FROM clean_events e
  WHERE e.type IN ('page_view', 'product_view', 'search', 'cart', 'ad_click', 'email_click', 'ad_impression')
  GROUP BY e.record_id, f_floor_int(f_micros(e.occurred_at) / 86400e6), f_floor_int(f_micros(e.occurred_at) / 60e6)
  HAVING count(*) >= :most AND min(e.occurred_at) < max(e.occurred_at)
) m
GROUP BY m.record_id, m.day_no
