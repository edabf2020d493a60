-- segment_flows: how many customers were in one segment and are in one now
-- reads   segments_before(customer_id, scheme, segment), segments_after(customer_id, scheme, segment)
-- value   overlapping: schemes in which a customer may be in several segments, so that nobody moves
-- writes  segment_flows(scheme, from_segment, to_segment, customers)   from_segment: null for those who were not known
-- cost    a join of memberships of two instants
SELECT
  a.scheme,
  b.segment AS from_segment,
  a.segment AS to_segment,
  count(*) AS customers
FROM segments_after a
LEFT JOIN segments_before b ON b.customer_id = a.customer_id AND b.scheme = a.scheme
WHERE a.scheme NOT IN :overlapping
GROUP BY a.scheme, b.segment, a.segment
ORDER BY a.scheme, from_segment NULLS FIRST, to_segment
