-- shared_sessions: the visits in which two records or more acted, and no more than :most
-- reads   resolve_events(record_id, source, session_id, occurred_at)
-- writes  shared_sessions(record_id, source, attribute, value, seen_at)   a row for each record of a visit, called :attribute
-- cost    one pass over events, and a sort of the distinct pairs of record and visit
SELECT
  v.record_id,
  v.source,
  :attribute AS attribute,
  v.session_id AS value,
  v.seen_at
FROM (
  SELECT
    r.record_id,
    r.source,
    r.session_id,
    r.seen_at,
    count(*) OVER (PARTITION BY r.session_id) AS records
  FROM (
    SELECT e.record_id, min(e.source) AS source, e.session_id, max(e.occurred_at) AS seen_at
    FROM resolve_events e
    WHERE e.record_id IS NOT NULL
      AND e.session_id IS NOT NULL
    GROUP BY e.record_id, e.session_id
  ) r
) v
WHERE v.records BETWEEN 2 AND :most
