INSERT INTO shop.item VALUES (1, 'a');
INSERT INTO shop.log VALUES (ROW(2, 'b'), ARRAY[ROW(3, 'c')::shop.item], ROW(4, 'd'));
