-- quality_frequent: the same with words beyond the most frequent of a field taken as one, so that
-- a field that is free text costs no more than one of a few words
-- reads   quality_bins(source, day, field, bin, word, n)
-- writes  quality_bin(source, day, field, bin, word, n)
SELECT b.source, b.day, b.field, b.bin, coalesce(t.word, '') AS word, CAST(sum(b.n) AS BIGINT) AS n
FROM quality_bins b
LEFT JOIN (
  SELECT f.source, f.field, f.word
  FROM (
    SELECT
      g.source,
      g.field,
      g.word,
      row_number() OVER (PARTITION BY g.source, g.field ORDER BY g.total DESC, g.word) AS place
    FROM (
      SELECT a.source, a.field, a.word, sum(a.n) AS total
      FROM quality_bins a
      GROUP BY a.source, a.field, a.word
    ) g
  ) f
  WHERE f.place <= :most
) t ON t.source = b.source AND t.field = b.field AND t.word = b.word
GROUP BY b.source, b.day, b.field, b.bin, coalesce(t.word, '')
