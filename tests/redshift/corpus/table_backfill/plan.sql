ALTER TABLE shop.person RENAME TO person__old;
CREATE TABLE shop.person (
  id integer NOT NULL,
  name character varying(40) NOT NULL,
  last character varying(20) NOT NULL,
  born date
);
INSERT INTO shop.person (id, name, last, born)
SELECT id, first || ' ' || coalesce(last, ''), coalesce(last, 'none'::character varying), CAST(upper(born) AS date)
FROM shop.person__old;
DROP TABLE shop.person__old;
