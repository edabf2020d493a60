-- flag_special: flags of the rules test, charge and adjustment by what the product is
-- reads   special_lines(event_id, rule, product_id, known_at)
-- writes  view flag_special(event_id, rule, related_event_id, detail, known_at)
-- cost    nothing
SELECT
  s.event_id,
  s.rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  'product ' || s.product_id AS detail,
  s.known_at
FROM special_lines s
