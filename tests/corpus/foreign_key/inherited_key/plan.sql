CREATE TABLE geo.visit (
  capital integer NOT NULL
);
ALTER TABLE geo.visit ADD CONSTRAINT visit_capital_fkey FOREIGN KEY (capital) REFERENCES geo.capital (id);
CREATE VIEW geo.long AS
SELECT name FROM geo.capital WHERE length(name) > 20;
