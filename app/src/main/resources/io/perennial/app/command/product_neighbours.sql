-- product_neighbours: what is bought with a product, and what after it
-- reads   listed_neighbours(product_id, kind, place, neighbour_id, neighbour_name, together, share, lift, days)
-- value   product: as the source calls it
-- writes  view product_neighbours(kind, place, neighbour_id, neighbour_name, together, share, lift, days)
-- cost    a pass over neighbours, twenty a product
SELECT
  n.kind,
  n.place,
  n.neighbour_id,
  n.neighbour_name,
  n.together,
  n.share,
  n.lift,
  n.days
FROM listed_neighbours n
WHERE n.product_id = :product
