ALTER TABLE shop.person RENAME TO person__old;
CREATE TABLE shop.person (
  id integer NOT NULL,
  first character varying(20) NOT NULL,
  last character varying(20),
  born character varying(10)
);
INSERT INTO shop.person (id, first, last, born)
SELECT id, upper(name), last, CAST(born AS varchar(10))
FROM shop.person__old;
DROP TABLE shop.person__old;
