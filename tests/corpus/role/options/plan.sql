CREATE ROLE corpus_app LOGIN CONNECTION LIMIT 5 VALID UNTIL '2035-01-01 00:00:00+00' PASSWORD '(sensitive)';
ALTER ROLE corpus_app SET search_path TO 'shop', 'public';
ALTER ROLE corpus_app SET statement_timeout TO '5s';
CREATE ROLE corpus_reader;
COMMENT ON ROLE corpus_reader IS 'reads';
GRANT corpus_reader TO corpus_app;
CREATE TABLE shop.product (
  id bigint NOT NULL
);
ALTER TABLE shop.product OWNER TO corpus_app;
GRANT delete, insert, references, select, trigger, truncate, update ON TABLE shop.product TO corpus_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_app REVOKE execute ON functions FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_app IN SCHEMA shop GRANT select ON tables TO corpus_reader;
