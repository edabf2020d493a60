-- text_names: what each record whose events have texts is called, by all records of the same customer, so that its texts can be told without it
-- reads   text_events(record_id, text)
-- reads   text_claims(record_id, attribute, value, original, flag)
-- reads   text_links(record_id, customer_id)
-- writes  view writer_names(record_id, name)   as it was said and as it was cleaned; none that is doubted
-- cost    a pass over claims of names, three hashes of records
WITH writers AS (
  SELECT DISTINCT e.record_id FROM text_events e WHERE e.text IS NOT NULL AND e.text <> ''
),
names AS (
  SELECT c.record_id, c.value AS name
  FROM text_claims c
  WHERE c.attribute IN :attributes AND c.flag IS NULL
  UNION
  SELECT c.record_id, c.original AS name
  FROM text_claims c
  WHERE c.attribute IN :attributes AND c.flag IS NULL AND c.original IS NOT NULL
),
customer_names AS (
  SELECT DISTINCT l.customer_id, n.name
  FROM names n
  JOIN text_links l ON l.record_id = n.record_id
)
SELECT w.record_id, n.name
FROM writers w
JOIN names n ON n.record_id = w.record_id
UNION
SELECT w.record_id, n.name
FROM writers w
JOIN text_links l ON l.record_id = w.record_id
JOIN customer_names n ON n.customer_id = l.customer_id
