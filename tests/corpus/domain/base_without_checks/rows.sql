INSERT INTO shop.item VALUES ('abcdefgh', 'x');
