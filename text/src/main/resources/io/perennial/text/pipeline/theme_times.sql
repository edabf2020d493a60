-- theme_times: when each text was written, as far as one can believe it
-- reads   assigned_texts(event_id, theme_id, language, occurred_at)
-- reads   text_events(event_id, received_at)
-- writes  view theme_times(theme_id, language, occurred_at)   occurred_at: null where it lies in the future, of the run or of when it was received, by more than a day
-- cost    a join of texts
SELECT
  a.theme_id,
  a.language,
  CASE
    WHEN a.occurred_at > :latest THEN NULL
    WHEN a.occurred_at > f_add_days(e.received_at, 1) THEN NULL
    ELSE a.occurred_at
  END AS occurred_at
FROM assigned_texts a
JOIN text_events e ON e.event_id = a.event_id
