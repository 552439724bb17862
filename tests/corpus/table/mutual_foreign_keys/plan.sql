CREATE TABLE shop.author (
  id bigint NOT NULL,
  best_book bigint,
  CONSTRAINT author_pkey PRIMARY KEY (id)
);
CREATE TABLE shop.book (
  id bigint NOT NULL,
  author bigint NOT NULL,
  sequel bigint,
  CONSTRAINT book_pkey PRIMARY KEY (id)
);
ALTER TABLE shop.author ADD CONSTRAINT author_best_book FOREIGN KEY (best_book) REFERENCES shop.book (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE shop.book ADD CONSTRAINT book_author FOREIGN KEY (author) REFERENCES shop.author (id);
ALTER TABLE shop.book ADD CONSTRAINT book_sequel FOREIGN KEY (sequel) REFERENCES shop.book (id) ON DELETE SET NULL;
