-- event_flags: each event and rule once, of the rules that are on, with whose event it is
-- reads   found_flags(event_id, rule, related_event_id, detail, known_at)
-- reads   clean_events(event_id, record_id, occurred_at)
-- writes  event_flags(event_id, record_id, occurred_at, rule, related_event_id, detail, known_at)
-- cost    a join of the flags
SELECT f.event_id, e.record_id, e.occurred_at, f.rule, f.related_event_id, f.detail, f.known_at
FROM (
  SELECT
    a.*,
    row_number() OVER (PARTITION BY a.event_id, a.rule ORDER BY a.known_at, a.detail, a.related_event_id) AS nth
  FROM found_flags a
  WHERE a.rule IN :rules
) f
JOIN clean_events e ON e.event_id = f.event_id
WHERE f.nth = 1
