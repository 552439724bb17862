INSERT INTO shop.offer VALUES (ROW(7, 'EUR'), '{1,2}', 3);
