-- scorecard_moves: the share of the customers of each segment who are in another one since the instant before
-- reads   card_migrations(scheme, from_as_of, to_as_of, from_segment, to_segment, customers)
-- writes  view scorecard_moves(scheme, name, customers, moved)   name: the segment that they were in
-- cost    a pass over the flows, which are few
SELECT
  m.scheme,
  m.from_segment AS name,
  CAST(sum(m.customers) AS BIGINT) AS customers,
  CAST(sum(CASE WHEN m.to_segment <> m.from_segment OR m.to_segment IS NULL THEN m.customers ELSE 0 END) AS BIGINT) AS moved
FROM (
  SELECT c.scheme, c.from_segment, c.to_segment, c.customers
  FROM card_migrations c
  WHERE c.from_segment IS NOT NULL AND c.to_as_of = (SELECT max(f.as_of) FROM card_features f)
) m
GROUP BY m.scheme, m.from_segment
