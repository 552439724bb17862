DROP TABLE shop.book;
