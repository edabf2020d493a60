-- customer_household: who lives with whom
-- reads   links(customer_id, household_id)
-- writes  view customer_household(customer_id, member)   of all customers if :every, else of :ids
-- cost    a join of links with a household to each other
SELECT h.customer_id, h.member
FROM (
  SELECT DISTINCT a.customer_id, b.customer_id AS member
  FROM links a
  JOIN links b ON b.household_id = a.household_id AND b.customer_id <> a.customer_id
  WHERE :every OR a.customer_id IN :ids
) h
ORDER BY h.customer_id, h.member
