-- shared_values: the values that more than one record has
-- reads   link_keys(record_id, attribute_no, value_key)
-- writes  shared_values(attribute_no, value_key, records, anchor_id)   anchor_id: the smallest of the records
-- cost    a hash of the distinct values
SELECT
  k.attribute_no,
  k.value_key,
  count(DISTINCT k.record_id) AS records,
  min(k.record_id) AS anchor_id
FROM link_keys k
GROUP BY k.attribute_no, k.value_key
HAVING count(DISTINCT k.record_id) > 1
