-- report_moments: the instants as of which the tables of customers are; one where all is well
-- reads   features(as_of)
-- reads   memberships(as_of)
-- reads   customer_values(as_of)
-- writes  view report_moments(as_of)
-- cost    one column of each
SELECT f.as_of FROM features f
UNION
SELECT m.as_of FROM memberships m
UNION
SELECT v.as_of FROM customer_values v
