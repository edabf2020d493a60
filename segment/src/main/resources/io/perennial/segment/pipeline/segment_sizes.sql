-- segment_sizes: how many customers each segment has
-- reads   rfm_memberships(segment)
-- writes  view segment_sizes(segment, customers)
-- cost    one pass over memberships
SELECT
  m.segment,
  count(*) AS customers
FROM rfm_memberships m
GROUP BY m.segment
ORDER BY customers DESC, m.segment
