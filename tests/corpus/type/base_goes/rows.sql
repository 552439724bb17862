INSERT INTO shop.sold VALUES ('7');
