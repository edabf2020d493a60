-- customer_edges: pairs of records of one customer that are alike, and with which probability one
-- reads   identity_scores(record_a, record_b, log_odds)
-- reads   links(record_id, customer_id)
-- writes  view customer_edges(customer_id, record_a, record_b, probability)   of all customers if :every, else of :ids
-- cost    two joins of the pairs, and a sort by customer
SELECT
  a.customer_id,
  s.record_a,
  s.record_b,
  1 / (1 + exp(-s.log_odds)) AS probability
FROM identity_scores s
JOIN links a ON a.record_id = s.record_a
JOIN links b ON b.record_id = s.record_b AND b.customer_id = a.customer_id
WHERE :every OR a.customer_id IN :ids
ORDER BY a.customer_id, s.record_a, s.record_b
