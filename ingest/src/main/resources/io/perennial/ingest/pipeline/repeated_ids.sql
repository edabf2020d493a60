-- repeated_ids: the event ids that more than one row of a batch has
-- reads   ingest_typed(event_id, problem)
-- writes  ingest_repeated(event_id)
SELECT t.event_id
FROM ingest_typed t
WHERE t.problem IS NULL
GROUP BY t.event_id
HAVING count(*) > 1
