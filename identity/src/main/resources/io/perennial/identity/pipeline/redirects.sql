-- redirects: which records their systems gave up for others, by claims called redirect with the other's key; the latest of a record holds
-- reads   resolve_claims(record_id, source, attribute, value, seen_at, flag)
-- reads   known_records(record_id)
-- writes  view redirects(record_a, record_b, made_at, holds)   record_a was given up for record_b; where that one is unknown, both are the smallest given up for it
-- cost    one pass over claims
SELECT r.record_a, r.record_b, r.made_at, r.nth = 1 AS holds
FROM (
  SELECT
    d.record_id AS record_a,
    CASE
      WHEN k.record_id IS NOT NULL THEN d.target_id
      ELSE min(CASE WHEN d.nth = 1 THEN d.record_id END) OVER (PARTITION BY d.target_id)
    END AS record_b,
    d.seen_at AS made_at,
    d.nth
  FROM (
    SELECT
      c.record_id,
      f_id(c.source || chr(31) || c.value) AS target_id,
      c.seen_at,
      row_number() OVER (PARTITION BY c.record_id ORDER BY c.seen_at DESC NULLS LAST, c.value) AS nth
    FROM resolve_claims c
    WHERE c.record_id IS NOT NULL
      AND c.source IS NOT NULL
      AND c.attribute = 'redirect'
      AND c.value IS NOT NULL
      AND c.flag IS NULL
  ) d
  LEFT JOIN known_records k ON k.record_id = d.target_id
) r
WHERE r.record_b IS NOT NULL AND r.record_a <> r.record_b
