-- review_said: the pairs of records of which people said something that they did not take back
-- reads   stated_constraints(number, record_a, record_b, side, revoked_at)   of two sides a row for each record, without another
-- writes  view review_said(record_a, record_b)
-- cost    pairs of records of the sides
SELECT c.record_a, c.record_b
FROM stated_constraints c
WHERE c.revoked_at IS NULL AND c.record_b IS NOT NULL
UNION ALL
SELECT a.record_a, b.record_a AS record_b
FROM stated_constraints a
JOIN stated_constraints b ON b.number = a.number
WHERE a.revoked_at IS NULL AND a.side = 1 AND b.side = 2
