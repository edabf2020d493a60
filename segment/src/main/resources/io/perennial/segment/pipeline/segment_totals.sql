-- segment_totals: how many customers each segment has, and what they spent
-- reads   segments_after(customer_id, scheme, segment, segment_id, confidence), segment_features(customer_id, spend_total)
-- writes  segment_totals(scheme, segment, segment_id, customers, spend, confidence)
-- cost    a join of memberships and features of one instant
SELECT
  m.scheme,
  m.segment,
  max(m.segment_id) AS segment_id,
  count(*) AS customers,
  CAST(sum(CAST(coalesce(f.spend_total, 0e0) AS DECIMAL(28, 4))) AS DOUBLE) AS spend,
  f_ratio(sum(CAST(m.confidence AS DECIMAL(18, 9))), count(m.confidence)) AS confidence
FROM segments_after m
JOIN segment_features f ON f.customer_id = m.customer_id
GROUP BY m.scheme, m.segment
ORDER BY m.scheme, customers DESC, m.segment
