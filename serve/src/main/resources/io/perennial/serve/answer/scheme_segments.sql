-- scheme_segments: the segments of schemes, and what their members are worth
-- reads   segments(scheme, segment, segment_id, customers, share, spend, spend_share, stability, confidence, since, profile, play)
-- reads   memberships(customer_id, scheme, segment)
-- reads   customer_values(customer_id, p_alive, value, p_churn)
-- writes  view scheme_segments(scheme, segment, segment_id, customers, share, spend, spend_share, stability, confidence, since, profile, play, valued, value, value_mean, p_alive, p_churn)   means of the members who have a value; value is their sum
-- cost    a join of memberships and values by customer
SELECT
  s.scheme,
  s.segment,
  s.segment_id,
  s.customers,
  s.share,
  s.spend,
  s.spend_share,
  s.stability,
  s.confidence,
  s.since,
  s.profile,
  s.play,
  coalesce(w.valued, 0) AS valued,
  w.value,
  w.value_mean,
  w.p_alive,
  w.p_churn
FROM segments s
LEFT JOIN (
  SELECT
    m.scheme,
    m.segment,
    count(*) AS valued,
    sum(v.value) AS value,
    avg(v.value) AS value_mean,
    avg(v.p_alive) AS p_alive,
    avg(v.p_churn) AS p_churn
  FROM memberships m
  JOIN customer_values v ON v.customer_id = m.customer_id
  GROUP BY m.scheme, m.segment
) w ON w.scheme = s.scheme AND w.segment = s.segment
ORDER BY s.scheme, s.customers DESC, s.segment
