INSERT INTO shop.product VALUES (1, ARRAY[(3, 4)::shop.size, NULL, (5, NULL)::shop.size], ((1, 2), ARRAY[(7, 8)::shop.size])),
                                (2, NULL, NULL), (3, '{}', (NULL, '{}'))
