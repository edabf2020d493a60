-- golden_choice: which claim is believed of each attribute of a customer, and by which rule
-- reads   golden_claims(customer_id, attribute, value, record_id, source, seen_at, rule, place, said_by)
-- writes  view golden_choice(customer_id, attribute, record_id, source, seen_at, value_hash, rule, said_by)   no values: they stay in claims
-- cost    a sort of all claims
SELECT
  w.customer_id,
  w.attribute,
  w.record_id,
  w.source,
  w.seen_at,
  f_id(:secret || chr(31) || w.value) AS value_hash,
  w.rule,
  w.said_by
FROM (
  SELECT
    g.customer_id,
    g.attribute,
    g.value,
    g.record_id,
    g.source,
    g.seen_at,
    g.rule,
    g.said_by,
    row_number() OVER (
      PARTITION BY g.customer_id, g.attribute
      ORDER BY
        CASE WHEN g.rule = 'recent' THEN f_micros(g.seen_at) END DESC NULLS LAST,
        CASE WHEN g.rule = 'frequent' THEN g.said_by END DESC NULLS LAST,
        g.place,
        g.seen_at DESC NULLS LAST,
        g.said_by DESC,
        g.value,
        g.record_id
    ) AS n
  FROM golden_claims g
) w
WHERE w.n = 1
