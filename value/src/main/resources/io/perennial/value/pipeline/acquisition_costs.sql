-- acquisition_costs: what was spent on people before they first bought, by campaign and month
-- reads   customer_events(customer_id, occurred_at, type, campaign, cost)
-- reads   first_purchases(customer_id, first_at)
-- value   as_of: what happened from then on is not known; types: the events that count, by EventCodes
-- writes  acquisition_costs(campaign, month, cost)   month: since January 1970, UTC; cost: money given back is taken off
-- cost    one pass over the events that have a cost, joined with customers
SELECT
  e.campaign,
  CAST(f_month_no(e.occurred_at) AS BIGINT) AS month,
  -- money has four decimals: summed as such, the order of the rows leaves no trace
  CAST(sum(CAST(e.cost AS DECIMAL(18, 4))) AS DOUBLE) AS cost
FROM customer_events e
LEFT JOIN first_purchases f ON f.customer_id = e.customer_id
WHERE e.cost IS NOT NULL
  AND e.type IN :types
  AND e.occurred_at < :as_of
  AND (f.first_at IS NULL OR e.occurred_at <= f.first_at)
GROUP BY e.campaign, CAST(f_month_no(e.occurred_at) AS BIGINT)
