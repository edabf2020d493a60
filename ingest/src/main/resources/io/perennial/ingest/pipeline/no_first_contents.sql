-- no_first_contents: nothing to compare with, where ids are made of the content or none is repeated
-- reads   ingest_repeated(event_id)     of ids that are not null
-- writes  ingest_first(event_id, content_id)
SELECT r.event_id, r.event_id AS content_id
FROM ingest_repeated r
WHERE r.event_id IS NULL
