ALTER TABLE shop.author DROP CONSTRAINT author_best_book;
ALTER TABLE shop.book DROP CONSTRAINT book_author;
DROP TABLE shop.author;
DROP TABLE shop.book;
