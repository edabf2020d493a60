-- said_countries: the country that a record says, where it says one; which its numbers are read by
-- reads   ingest_said_raw(record_id, attribute, value)
-- reads   ingest_lake_claims(record_id, attribute, value)
-- writes  ingest_countries(record_id, country)   the first by alphabet: the same whatever comes first
-- cost    the claims of countries
SELECT c.record_id, min(c.country) AS country
FROM (
  SELECT r.record_id, r.attribute, r.value AS country
  FROM ingest_said_raw r
  UNION ALL
  SELECT l.record_id, l.attribute, l.value AS country
  FROM ingest_lake_claims l
) c
WHERE c.attribute IN ('country', 'country_code', 'billing_country', 'shipping_country')
GROUP BY c.record_id
