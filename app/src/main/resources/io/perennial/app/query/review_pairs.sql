-- review_pairs: the pairs of which a person's word would be worth most: how unsure, times the money of both; one for each two customers
-- reads   review_scores(record_a, record_b, log_odds)
-- reads   review_links(record_id, customer_id, confidence)
-- reads   review_features(customer_id, spend_total)
-- reads   review_said(record_a, record_b)   what people said and did not take back: it is settled
-- writes  review_pairs(record_a, record_b, customer_a, customer_b, probability, unsure, money)
-- cost    joins on record of the pairs that are not sure
SELECT
  w.record_a,
  w.record_b,
  w.customer_a,
  w.customer_b,
  w.probability,
  w.unsure,
  w.money
FROM (
  SELECT
    u.record_a,
    u.record_b,
    u.customer_a,
    u.customer_b,
    u.probability,
    u.unsure,
    coalesce(fa.spend_total, 0e0)
      + CASE WHEN u.customer_a = u.customer_b THEN 0e0 ELSE coalesce(fb.spend_total, 0e0) END AS money,
    row_number() OVER (
      PARTITION BY least(u.customer_a, u.customer_b), greatest(u.customer_a, u.customer_b)
      ORDER BY u.unsure DESC, u.record_a, u.record_b
    ) AS place
  FROM (
    SELECT
      p.record_a,
      p.record_b,
      p.customer_a,
      p.customer_b,
      p.probability,
      CASE
        WHEN p.customer_a = p.customer_b
        THEN least(p.probability, 1e0 - p.probability, 1e0 - p.confidence)
        ELSE least(p.probability, 1e0 - p.probability)
      END AS unsure
    FROM (
      SELECT
        r.record_a,
        r.record_b,
        a.customer_id AS customer_a,
        b.customer_id AS customer_b,
        least(a.confidence, b.confidence) AS confidence,
        1e0 / (1e0 + exp(-r.log_odds)) AS probability
      FROM review_scores r
      JOIN review_links a ON a.record_id = r.record_a
      JOIN review_links b ON b.record_id = r.record_b
    ) p
  ) u
  LEFT JOIN (
    SELECT f.customer_id, max(f.spend_total) AS spend_total
    FROM review_features f
    GROUP BY f.customer_id
  ) fa ON fa.customer_id = u.customer_a
  LEFT JOIN (
    SELECT f.customer_id, max(f.spend_total) AS spend_total
    FROM review_features f
    GROUP BY f.customer_id
  ) fb ON fb.customer_id = u.customer_b
  LEFT JOIN (
    SELECT
      least(a.customer_id, b.customer_id) AS customer_a,
      greatest(a.customer_id, b.customer_id) AS customer_b
    FROM review_said c
    JOIN review_links a ON a.record_id = c.record_a
    JOIN review_links b ON b.record_id = c.record_b
    GROUP BY least(a.customer_id, b.customer_id), greatest(a.customer_id, b.customer_id)
  ) s
    ON s.customer_a = least(u.customer_a, u.customer_b)
    AND s.customer_b = greatest(u.customer_a, u.customer_b)
  WHERE u.unsure >= :least AND s.customer_a IS NULL
) w
WHERE w.place = 1
