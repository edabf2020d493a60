-- lake_names: what the lake's claims call the records whose new events have texts
-- reads   ingest_all_claims(record_id, source, attribute, value, original, flag)
-- reads   ingest_text_records(record_id)
-- writes  ingest_lake_names(record_id, name)   as it was said and as it was cleaned; none that is doubted
-- cost    a pass over the claims of names
SELECT c.record_id, c.value AS name
FROM ingest_all_claims c
WHERE c.source = :system
  AND c.attribute IN :attributes
  AND c.flag IS NULL
  AND c.record_id IN (SELECT r.record_id FROM ingest_text_records r)
UNION
SELECT c.record_id, c.original AS name
FROM ingest_all_claims c
WHERE c.source = :system
  AND c.attribute IN :attributes
  AND c.flag IS NULL
  AND c.original IS NOT NULL
  AND c.record_id IN (SELECT r.record_id FROM ingest_text_records r)
