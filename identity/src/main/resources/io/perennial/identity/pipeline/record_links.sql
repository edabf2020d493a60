-- record_links: each record and the smallest of those with which it shares a value
-- reads   link_keys(record_id, attribute_no, value_key)
-- reads   shared_values(attribute_no, value_key, records, anchor_id)
-- writes  record_links(record_id, anchor_id, attribute_no, records)
-- cost    a join on values; a value of more than :most records links nobody
SELECT DISTINCT
  k.record_id,
  v.anchor_id,
  k.attribute_no,
  v.records
FROM link_keys k
JOIN shared_values v ON v.attribute_no = k.attribute_no AND v.value_key = k.value_key
WHERE v.records <= :most
