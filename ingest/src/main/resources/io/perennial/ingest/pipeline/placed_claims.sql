-- placed_claims: what a batch says about its records, with the country that the record says
-- reads   ingest_said_raw(record_id, attribute, value, seen_at)
-- reads   ingest_countries(record_id, country)
-- writes  view ingest_placed(record_id, attribute, value, seen_at, country)
-- cost    a join on record
SELECT r.record_id, r.attribute, r.value, r.seen_at, c.country
FROM ingest_said_raw r
LEFT JOIN ingest_countries c ON c.record_id = r.record_id
