-- first_contents: of each repeated id that the source gave, what its first row says
-- reads   ingest_checked(file_no, line, event_id, content_id)     numbered
-- reads   ingest_repeated(event_id)
-- writes  ingest_first(event_id, content_id)
-- cost    a numbered pass over the files; only for sources that give event ids
SELECT f.event_id, f.content_id
FROM (
  SELECT
    c.event_id,
    c.content_id,
    row_number() OVER (PARTITION BY c.event_id ORDER BY c.file_no, c.line) AS nth
  FROM ingest_checked c
  WHERE c.problem IS NULL
    AND c.content_id IS NOT NULL
    AND c.event_id IN (SELECT r.event_id FROM ingest_repeated r)
) f
WHERE f.nth = 1
