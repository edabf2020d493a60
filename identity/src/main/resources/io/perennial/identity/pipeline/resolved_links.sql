-- resolved_links: the customer of every record, how sure that is, and why
-- reads   known_records(record_id)
-- reads   assigned_customers(record_id, customer_id)
-- reads   record_links(record_id, attribute_no, records)
-- reads   link_attributes(attribute_no, confidence, words)
-- writes  resolved_links(record_id, customer_id, confidence, reason)
-- cost    joins on record
SELECT
  k.record_id,
  coalesce(a.customer_id, k.record_id) AS customer_id,
  coalesce(t.confidence, 1e0) AS confidence,
  CASE
    WHEN t.words IS NULL THEN 'own key'
    WHEN b.records = 2 THEN 'same ' || t.words || ' as 1 other record'
    ELSE 'same ' || t.words || ' as ' || CAST(b.records - 1 AS STRING) || ' other records'
  END AS reason
FROM known_records k
LEFT JOIN assigned_customers a ON a.record_id = k.record_id
LEFT JOIN (
  SELECT r.record_id, r.attribute_no, max(r.records) AS records
  FROM record_links r
  JOIN (
    SELECT m.record_id, min(m.attribute_no) AS attribute_no
    FROM record_links m
    GROUP BY m.record_id
  ) best ON best.record_id = r.record_id AND best.attribute_no = r.attribute_no
  GROUP BY r.record_id, r.attribute_no
) b ON b.record_id = k.record_id
LEFT JOIN link_attributes t ON t.attribute_no = b.attribute_no
