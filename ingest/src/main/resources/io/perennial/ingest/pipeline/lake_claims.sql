-- lake_claims: what a system said about its records before
-- reads   ingest_all_claims(record_id, source, attribute, value)
-- writes  view ingest_lake_claims(record_id, attribute, value)
SELECT c.record_id, c.attribute, c.value
FROM ingest_all_claims c
WHERE c.source = :system
