-- repeated_rows: what becomes of the rows whose event id is there more than once
-- reads   ingest_typed(event_id, content_id, file_no, problem, …)
-- reads   ingest_repeated(event_id)
-- reads   ingest_first(event_id, content_id)
-- writes  ingest_repeats(…, final_id, fate)   fate: kept; repeated, of a row of the same file; duplicate, of one of another; conflict
-- cost    windows over the repeated rows alone
SELECT
  n.*,
  CASE
    WHEN n.differs THEN 'conflict'
    WHEN row_number() OVER (PARTITION BY n.final_id, n.differs, n.file_no ORDER BY n.event_id) > 1
      THEN 'repeated'
    WHEN n.file_no > min(n.file_no) OVER (PARTITION BY n.final_id, n.differs) THEN 'duplicate'
    ELSE 'kept'
  END AS fate
FROM (
  SELECT
    o.*,
    CASE
      WHEN o.nth_in_file = 1 THEN o.event_id
      ELSE f_id(CAST(o.event_id AS STRING) || chr(31) || CAST(o.nth_in_file AS STRING))
    END AS final_id
  FROM (
    SELECT
      t.*,
      coalesce(t.content_id <> f.content_id, false) AS differs,
      CASE
        WHEN :keep AND t.content_id IS NULL
          THEN row_number() OVER (PARTITION BY t.event_id, t.file_no ORDER BY t.event_id)
        ELSE 1
      END AS nth_in_file
    FROM ingest_typed t
    LEFT JOIN ingest_first f ON f.event_id = t.event_id
    WHERE t.problem IS NULL
      AND t.event_id IN (SELECT r.event_id FROM ingest_repeated r)
  ) o
) n
