-- conflicts: given event ids whose rows say something else than the first of them
-- reads   ingest_fated(event_id, content_id, fate)
-- writes  ingest_conflicts(event_id, content_id)
SELECT DISTINCT f.event_id, f.content_id
FROM ingest_fated f
WHERE f.fate = 'conflict'
