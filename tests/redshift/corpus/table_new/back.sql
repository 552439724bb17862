DROP TABLE shop.lines;
DROP TABLE shop.orders;
