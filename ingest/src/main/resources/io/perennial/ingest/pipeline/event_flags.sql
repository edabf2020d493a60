-- event_flags: each event and rule once, of the rules that are on, with whose event it is; what was called off before it was told again is not repeated
-- reads   found_flags(event_id, rule, related_event_id, detail, known_at)
-- reads   clean_events(event_id, record_id, occurred_at)
-- writes  event_flags(event_id, record_id, occurred_at, rule, related_event_id, detail, known_at)
-- cost    two joins of the flags
SELECT f.event_id, e.record_id, e.occurred_at, f.rule, f.related_event_id, f.detail, f.known_at
FROM (
  SELECT
    a.*,
    row_number() OVER (PARTITION BY a.event_id, a.rule ORDER BY a.known_at, a.detail, a.related_event_id) AS nth
  FROM found_flags a
  LEFT JOIN (
    SELECT r.event_id, min(r.known_at) AS known_at
    FROM found_flags r
    WHERE r.rule = 'reversed'
    GROUP BY r.event_id
  ) x ON x.event_id = a.related_event_id
  WHERE a.rule IN :rules
    AND NOT (a.rule = 'repeated' AND coalesce(x.known_at <= a.known_at, false))
) f
JOIN clean_events e ON e.event_id = f.event_id
WHERE f.nth = 1
