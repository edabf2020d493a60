-- rejected_rows: the rows that cannot be taken, each with the field and the value that is wrong
-- reads   ingest_checked(…, problem)     numbered
-- reads   ingest_keys(record_key, trouble)
-- reads   ingest_conflicts(event_id, content_id)
-- reads   ingest_broken(file_no, line, reason)
-- reads   ingest_files(file_no, name)
-- reads   ingest_problems(problem, field, reason, advice, mask)
-- writes  ingest_rejected(source, file, line, record_id, field, value, reason, advice, seen_at, batch_id, problem)
-- cost    a numbered pass over the files; only when there are such rows
SELECT
  :source AS source,
  f.name AS file,
  w.line,
  w.record_id,
  p.field,
  CASE
    WHEN p.mask = 'all' OR w.value LIKE '%@%' THEN f_mask(substr(w.value, 1, 200))
    -- a telephone number, where columns are shifted
    WHEN p.mask IN ('word', 'number') AND length(f_replace_all(w.value, '[^0-9]', '')) >= 7 THEN f_mask(substr(w.value, 1, 200))
    WHEN p.mask = 'time' AND w.value LIKE '+%' THEN f_mask(substr(w.value, 1, 200))
    WHEN p.mask IN ('time', 'number') AND w.value NOT IN :nothing THEN f_mask_letters(substr(w.value, 1, 200))
    ELSE substr(w.value, 1, 200)
  END AS value,
  coalesce(w.reason, p.reason) AS reason,
  p.advice,
  :seen_at AS seen_at,
  :batch_id AS batch_id,
  w.problem
FROM (
  SELECT
    d.file_no,
    d.line,
    d.record_id,
    d.problem,
    CASE d.problem
      WHEN 'bad_time' THEN d.time_text
      WHEN 'too_early' THEN d.time_text
      WHEN 'too_late' THEN d.time_text
      WHEN 'bad_type' THEN d.type_text
      WHEN 'bad_quantity' THEN d.quantity_text
      WHEN 'bad_unit_price' THEN d.unit_price_text
      WHEN 'bad_amount' THEN d.amount_text
      WHEN 'too_large' THEN d.unit_price_text || ' x ' || d.quantity_text
      WHEN 'bad_discount' THEN d.discount_text
      WHEN 'bad_cost' THEN d.cost_text
      WHEN 'bad_score' THEN d.score_text
      WHEN 'too_long' THEN CAST(f_bytes(d.content) AS STRING) || ' bytes'
      WHEN 'collision' THEN d.record_key
      WHEN 'conflict' THEN d.event_key
      WHEN 'bad_zone' THEN d.said_value
      WHEN 'no_rate' THEN d.no_rate
    END AS value,
    CASE WHEN d.problem = 'refused' THEN d.said_value END AS reason
  FROM (
    SELECT
      c.*,
      CASE
        WHEN c.bad = 'left_out' THEN NULL
        WHEN c.bad IS NOT NULL THEN c.bad
        WHEN k.trouble = 'collision' THEN 'collision'
        WHEN x.event_id IS NOT NULL THEN 'conflict'
      END AS problem
    FROM (
      SELECT
        i.file_no, coalesce(i.said_line, i.line) AS line, i.record_key, i.record_id, i.event_key, i.time_text, i.type_text, i.quantity_text,
        i.unit_price_text, i.amount_text, i.discount_text, i.cost_text, i.score_text, i.content,
        i.event_id, i.content_id, i.said_value, i.no_rate, i.problem AS bad
      FROM ingest_checked i
    ) c
    LEFT JOIN ingest_keys k ON k.record_key = c.record_key
    LEFT JOIN ingest_conflicts x
      ON x.event_id = c.event_id AND x.content_id = c.content_id
    WHERE coalesce(k.trouble, '') <> 'erased'
  ) d
  WHERE d.problem IS NOT NULL
  UNION ALL
  SELECT
    b.file_no,
    b.line,
    CAST(NULL AS BIGINT) AS record_id,
    'broken' AS problem,
    CAST(NULL AS STRING) AS value,
    b.reason
  FROM ingest_broken b
) w
JOIN ingest_files f ON f.file_no = w.file_no
JOIN ingest_problems p ON p.problem = w.problem
