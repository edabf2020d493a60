-- key_links: the customer of every record that shares a value with another, and why
-- reads   assigned_customers(record_id, customer_id)
-- reads   record_links(record_id, attribute_no, records)
-- reads   link_attributes(attribute_no, confidence, words)
-- writes  assigned_links(record_id, customer_id, household_id, confidence, reason, claims_hash)
-- cost    joins on record
SELECT
  a.record_id,
  a.customer_id,
  CAST(NULL AS BIGINT) AS household_id,
  t.confidence,
  CASE
    WHEN b.records = 2 THEN 'same ' || t.words || ' as 1 other record'
    ELSE 'same ' || t.words || ' as ' || CAST(b.records - 1 AS STRING) || ' other records'
  END AS reason,
  CAST(NULL AS BIGINT) AS claims_hash
FROM assigned_customers a
JOIN (
  SELECT r.record_id, r.attribute_no, max(r.records) AS records
  FROM record_links r
  JOIN (
    SELECT m.record_id, min(m.attribute_no) AS attribute_no
    FROM record_links m
    GROUP BY m.record_id
  ) best ON best.record_id = r.record_id AND best.attribute_no = r.attribute_no
  GROUP BY r.record_id, r.attribute_no
) b ON b.record_id = a.record_id
JOIN link_attributes t ON t.attribute_no = b.attribute_no
