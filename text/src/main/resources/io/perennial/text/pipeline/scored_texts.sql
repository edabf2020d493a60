-- scored_texts: reviews and answers to surveys with a text and a score that says how it feels, in the order in which they came
-- reads   text_events(event_id, source, type, received_at, text, score)
-- writes  view scored_texts(event_id, polarity, nth)   polarity: negative or positive; nth: from 1
-- cost    a pass over events, a sort of those with a score
-- stars, or satisfaction, of 1 to 5: up to 2 is bad, from 4 on good; recommendation, of 0 to 10: up to 6, from 9 on;
-- what a source's scores reach says which; of what reaches neither nothing is known
WITH scales AS (
  SELECT
    s.source,
    s.type,
    CASE
      WHEN max(s.score) = 5 AND min(s.score) >= 1 THEN 'stars'
      WHEN max(s.score) IN (9, 10) AND min(s.score) >= 0 THEN 'recommendation'
    END AS scale
  FROM text_events s
  WHERE s.type IN ('review', 'survey') AND s.score IS NOT NULL
  GROUP BY s.source, s.type
),
felt AS (
  SELECT
    e.event_id,
    e.received_at,
    CASE
      WHEN s.scale = 'stars' AND e.score <= 2 THEN 'negative'
      WHEN s.scale = 'stars' AND e.score >= 4 THEN 'positive'
      WHEN s.scale = 'recommendation' AND e.score <= 6 THEN 'negative'
      WHEN s.scale = 'recommendation' AND e.score >= 9 THEN 'positive'
    END AS polarity
  FROM text_events e
  JOIN scales s ON s.source = e.source AND s.type = e.type
  WHERE e.score IS NOT NULL AND e.text IS NOT NULL AND e.text <> ''
)
SELECT
  f.event_id,
  f.polarity,
  row_number() OVER (ORDER BY f.received_at NULLS FIRST, f.event_id) AS nth
FROM felt f
WHERE f.polarity IS NOT NULL
