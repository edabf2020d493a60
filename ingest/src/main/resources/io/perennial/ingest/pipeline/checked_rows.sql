-- checked_rows: raw rows as events, each with what is wrong with it, null when nothing is
-- reads   ingest_mapped(file_no, line, record_key, event_key, …, claim_1, …)
-- writes  view ingest_checked(…, type, quantity, amount, content, problem, record_id, event_id, content_id)
--         problem left_out: the row is not to be taken, and nothing is wrong with it
-- cost    one pass; two hashes a row, three where the source gives event ids
SELECT
  p.*,
  f_id(:system || chr(31) || p.record_key) AS record_id,
  CASE
    WHEN p.problem IS NOT NULL THEN NULL
    WHEN p.event_key IS NOT NULL
      THEN f_id(:system || chr(31) || 'id' || chr(31) || p.event_key)
    ELSE f_id(p.content)
  END AS event_id,
  CASE WHEN p.problem IS NULL AND p.event_key IS NOT NULL THEN f_id(p.content) END AS content_id
FROM (
  SELECT
    s.*,
    CASE
      -- nothing is wrong with most rows: one condition for them, and the search for the others
      WHEN s.said_problem IS NULL
        AND s.record_key IS NOT NULL
        AND s.type IS NOT NULL
        AND (s.occurred_at BETWEEN :earliest AND :latest
          OR s.time_text IS NULL AND s.type = 'profile')
        AND (s.quantity IS NOT NULL OR s.quantity_text IS NULL)
        AND (s.amount_given IS NOT NULL OR s.amount_text IS NULL)
        AND (s.unit_price_text IS NULL OR s.unit_price IS NOT NULL AND s.amount IS NOT NULL)
        AND (s.discount IS NOT NULL OR s.discount_text IS NULL)
        AND (s.cost IS NOT NULL OR s.cost_text IS NULL)
        AND (s.score IS NOT NULL OR s.score_text IS NULL)
        AND s.no_rate IS NULL
        AND f_bytes(s.content) <= :longest
        THEN NULL
      WHEN s.said_problem IS NOT NULL THEN s.said_problem
      WHEN s.record_key IS NULL THEN 'no_customer'
      WHEN s.time_text IS NULL AND coalesce(s.type, '') <> 'profile' THEN 'no_time'
      WHEN s.time_text IS NOT NULL AND s.occurred_at IS NULL THEN 'bad_time'
      WHEN s.occurred_at < :earliest THEN 'too_early'
      WHEN s.occurred_at > :latest THEN 'too_late'
      WHEN s.type IS NULL AND s.type_text IS NULL THEN 'no_type'
      WHEN s.type IS NULL THEN 'bad_type'
      WHEN s.quantity IS NULL AND s.quantity_text NOT IN :nothing THEN 'bad_quantity'
      WHEN s.unit_price IS NULL AND s.unit_price_text NOT IN :nothing THEN 'bad_unit_price'
      WHEN s.amount_given IS NULL AND s.amount_text NOT IN :nothing THEN 'bad_amount'
      WHEN s.amount IS NULL AND s.unit_price IS NOT NULL AND s.quantity IS NOT NULL
        THEN 'too_large'
      WHEN s.amount IS NULL AND s.unit_price IS NOT NULL AND s.quantity_text IS NOT NULL
        THEN 'bad_quantity'
      WHEN s.amount IS NULL AND s.quantity IS NOT NULL AND s.unit_price_text IS NOT NULL
        THEN 'bad_unit_price'
      WHEN s.discount IS NULL AND s.discount_text NOT IN :nothing THEN 'bad_discount'
      WHEN s.cost IS NULL AND s.cost_text NOT IN :nothing THEN 'bad_cost'
      WHEN s.score IS NULL AND s.score_text NOT IN :nothing THEN 'bad_score'
      WHEN f_bytes(s.content) > :longest THEN 'too_long'
      WHEN s.no_rate IS NOT NULL THEN 'no_rate'
    END AS problem
  FROM (
    SELECT
      v.*,
      concat_ws(
        chr(31),
        :system,
        v.record_key,
        v.type,
        CAST(v.occurred_at AS STRING),
        coalesce(v.channel, ''),
        coalesce(v.session_id, ''),
        coalesce(v.order_id, ''),
        coalesce(v.product_id, ''),
        coalesce(v.category, ''),
        coalesce(v.brand, ''),
        CASE
          WHEN v.quantity IS NULL THEN ''
          WHEN CAST(f_decimal(v.quantity) AS DOUBLE) = v.quantity
            THEN CAST(f_decimal(v.quantity) AS STRING)
          ELSE v.quantity_text
        END,
        coalesce(CAST(v.amount AS STRING), ''),
        coalesce(v.currency, ''),
        coalesce(CAST(v.discount AS STRING), ''),
        coalesce(CAST(v.cost AS STRING), ''),
        coalesce(v.campaign_id, ''),
        coalesce(v.text, ''),
        coalesce(v.score_text, ''),
        -- blanks around a value do not tell two rows apart: exports differ in them
        coalesce(
          replace(replace(replace(replace(replace(
            v.properties, '        "', '"'), '    "', '"'), '  "', '"'), ' "', '"'), ':" ', ':"'),
          ''
        ),
        -- what rows that tell of no event say: null for all others, and then without a trace
        v.profile_text
      ) AS content
    FROM (
      SELECT
        r.*,
        CASE
          WHEN r.type = 'return' AND r.quantity_said > 0 THEN -r.quantity_said
          ELSE r.quantity_said
        END AS quantity,
        CASE
          WHEN r.type = 'return' AND r.amount_said > 0 THEN -r.amount_said
          ELSE r.amount_said
        END AS amount
      FROM (
        SELECT
          m.*,
          CASE
            WHEN m.type_said IS NULL OR m.type_said <> 'order' THEN m.type_said
            WHEN m.amount_said < 0 THEN 'return'
            WHEN coalesce(m.amount_said, 0) = 0 AND m.quantity_said < 0 THEN 'return'
            WHEN :return_prefix <> ''
              AND substr(m.order_id, 1, length(:return_prefix)) = :return_prefix
              THEN 'return'
            ELSE m.type_said
          END AS type
        FROM ingest_mapped m
      ) r
    ) v
  ) s
) p
