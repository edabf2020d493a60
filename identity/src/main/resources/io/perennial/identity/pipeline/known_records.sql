-- known_records: every record of the lake, and when it was first and last seen
-- reads   resolve_events(record_id, occurred_at)
-- reads   resolve_claims(record_id, seen_at)
-- writes  known_records(record_id, first_seen, last_seen)   by its events; by its claims where it has none
-- cost    two columns of all events
SELECT
  s.record_id,
  coalesce(min(s.happened_at), min(s.said_at)) AS first_seen,
  coalesce(max(s.happened_at), max(s.said_at)) AS last_seen
FROM (
  SELECT e.record_id, e.occurred_at AS happened_at, CAST(NULL AS TIMESTAMP) AS said_at
  FROM resolve_events e
  UNION ALL
  SELECT c.record_id, CAST(NULL AS TIMESTAMP) AS happened_at, c.seen_at AS said_at
  FROM resolve_claims c
) s
WHERE s.record_id IS NOT NULL
GROUP BY s.record_id
