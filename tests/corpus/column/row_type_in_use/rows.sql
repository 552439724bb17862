INSERT INTO shop.item VALUES (1);
INSERT INTO shop.log VALUES (ROW(2), ARRAY[ROW(3)::shop.item], ROW(4));
