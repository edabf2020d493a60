-- test_records: the records by which somebody tried the system
-- reads   test_claims(record_id, attribute, seen_at)
-- writes  test_records(record_id, attribute, seen_at)   when it was first known
-- cost    few claims
SELECT c.record_id, min(c.attribute) AS attribute, min(c.seen_at) AS seen_at
FROM test_claims c
WHERE c.record_id IS NOT NULL
GROUP BY c.record_id
