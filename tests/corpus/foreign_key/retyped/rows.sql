INSERT INTO shop.item VALUES (1, NULL), (2, 1);
INSERT INTO shop.shelf VALUES (7, 'a'), (7, 'b');
INSERT INTO shop.stock VALUES (1, 7, 'b'), (2, 7, 'a');
INSERT INTO shop.visit VALUES (3);
INSERT INTO shop.sale VALUES (3);
