SELECT string_agg(format('%s: %s, %s x %s, %s x %s, %s of %s; %s x %s, %s x %s', id, cardinality(sizes), (sizes[1]).width, (sizes[1]).height,
                         (sizes[3]).width, (sizes[3]).height, sizes[2] IS NULL, sizes IS NULL, ((box)."outer").width, ((box)."outer").height,
                         ((box).parts[1]).width, ((box).parts[1]).height), '; ' ORDER BY id)
  FROM shop.product
