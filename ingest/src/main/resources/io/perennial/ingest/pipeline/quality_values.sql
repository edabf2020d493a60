-- quality_values: into which bins the values of a day fall: numbers by quarter octaves, words as
-- they are
-- reads   quality_event(source, day, type, channel, currency, category, quantity, amount)
-- writes  quality_bins(source, day, field, bin, word, n)     bin: 0 for words
-- cost    a grouped pass a field
SELECT e.source, e.day, 'type' AS field, CAST(0 AS BIGINT) AS bin, e.type AS word, count(*) AS n
FROM quality_event e
GROUP BY e.source, e.day, e.type
UNION ALL
SELECT e.source, e.day, 'channel' AS field, CAST(0 AS BIGINT) AS bin, e.channel AS word, count(*) AS n
FROM quality_event e
WHERE e.channel IS NOT NULL
GROUP BY e.source, e.day, e.channel
UNION ALL
SELECT e.source, e.day, 'currency' AS field, CAST(0 AS BIGINT) AS bin, e.currency AS word, count(*) AS n
FROM quality_event e
WHERE e.currency IS NOT NULL
GROUP BY e.source, e.day, e.currency
UNION ALL
SELECT v.source, v.day, v.field, v.bin, '' AS word, count(*) AS n
FROM (
  SELECT
    e.source,
    e.day,
    'amount' AS field,
    CASE
      WHEN e.amount > 0 THEN 1000 + f_floor_int(f_ln(e.amount) * 5.770780163555854 + 1e-9)
      WHEN e.amount < 0 THEN -1000 - f_floor_int(f_ln(-e.amount) * 5.770780163555854 + 1e-9)
      ELSE CAST(0 AS BIGINT)
    END AS bin
  FROM quality_event e
  WHERE e.amount IS NOT NULL
) v
GROUP BY v.source, v.day, v.field, v.bin
UNION ALL
SELECT v.source, v.day, v.field, v.bin, '' AS word, count(*) AS n
FROM (
  SELECT
    e.source,
    e.day,
    'quantity' AS field,
    CASE
      WHEN e.quantity > 0 THEN 1000 + f_floor_int(f_ln(e.quantity) * 5.770780163555854 + 1e-9)
      WHEN e.quantity < 0 THEN -1000 - f_floor_int(f_ln(-e.quantity) * 5.770780163555854 + 1e-9)
      ELSE CAST(0 AS BIGINT)
    END AS bin
  FROM quality_event e
  WHERE e.quantity IS NOT NULL
) v
GROUP BY v.source, v.day, v.field, v.bin
