-- golden_claims: what records say of a customer, and how much speaks for each; doubted claims, a source's own keys and redirects are not believed
-- reads   resolve_claims(record_id, source, attribute, value, seen_at, flag)
-- reads   resolved_links(record_id, customer_id)
-- reads   survivorship_rules(attribute, rule)   attributes with a rule of their own
-- reads   trusted_sources(source, place)   place 1: the most trusted
-- writes  view golden_claims(customer_id, attribute, value, record_id, source, seen_at, rule, place, said_by)   said_by: records of the customer that say so, in whichever case and spacing
-- cost    a join on record, and a sort of all claims
SELECT
  s.customer_id,
  s.attribute,
  s.value,
  s.record_id,
  s.source,
  s.seen_at,
  coalesce(r.rule, :rule) AS rule,
  coalesce(t.place, :least_trusted) AS place,
  count(s.is_first) OVER (PARTITION BY s.customer_id, s.attribute, s.form) AS said_by
FROM (
  SELECT
    l.customer_id,
    lower(trim(c.value)) AS form,
    CASE
      WHEN row_number() OVER (
        PARTITION BY l.customer_id, c.attribute, lower(trim(c.value)), c.record_id
        ORDER BY c.value
      ) = 1 THEN 1
    END AS is_first,
    c.attribute,
    c.value,
    c.record_id,
    min(c.source) AS source,
    max(c.seen_at) AS seen_at
  FROM resolve_claims c
  JOIN resolved_links l ON l.record_id = c.record_id
  WHERE c.attribute NOT IN ('key', 'redirect') AND c.value IS NOT NULL AND c.flag IS NULL
  GROUP BY l.customer_id, c.attribute, c.value, c.record_id
) s
LEFT JOIN survivorship_rules r ON r.attribute = s.attribute
LEFT JOIN trusted_sources t ON t.source = s.source
