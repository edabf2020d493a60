-- decided_now: what was decided as of an instant, under the customer that each is now
-- reads   contact_decided(customer_id, decision_id, as_of, action, kind, gain, cost, send_weekday, send_hour, product_id)
-- reads   contact_links(record_id, customer_id)
-- writes  view decided_now(customer_id, before, decision_id, action, send_weekday, send_hour, product_id, place)   before: the customer then; place: 1 holds where several became one: to be left alone or held out first, then what brings most
-- cost    a join of the decisions of :as_of with the links
SELECT
  m.customer_id, m.before, m.decision_id, m.action, m.send_weekday, m.send_hour, m.product_id,
  CAST(row_number() OVER (
    PARTITION BY m.customer_id ORDER BY m.alone DESC, m.net DESC, m.decision_id) AS BIGINT) AS place
FROM (
  SELECT
    coalesce(s.customer_id, l.customer_id, d.customer_id) AS customer_id,
    d.customer_id AS before, d.decision_id, d.action, d.send_weekday, d.send_hour, d.product_id,
    CASE WHEN d.kind IN ('suppressed', 'held out') THEN 1 ELSE 0 END AS alone,
    coalesce(d.gain, 0) - coalesce(d.cost, 0) AS net
  FROM contact_decided d
  LEFT JOIN (SELECT DISTINCT k.customer_id FROM contact_links k) s ON s.customer_id = d.customer_id
  LEFT JOIN contact_links l ON l.record_id = d.customer_id
  WHERE f_micros(d.as_of) = :as_of
) m
