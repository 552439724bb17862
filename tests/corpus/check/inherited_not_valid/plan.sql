CREATE TABLE geo.river (
  length integer NOT NULL,
  CONSTRAINT long CHECK (length > 10)
);
ALTER TABLE geo.river DROP CONSTRAINT long;
ALTER TABLE geo.river ADD CONSTRAINT long CHECK (length > 10) NOT VALID;
CREATE TABLE geo.stream () INHERITS (geo.river);
ALTER TABLE geo.place ADD CONSTRAINT populated CHECK (population >= 0) NOT VALID;
CREATE TABLE geo.harbour () INHERITS (geo.place);
CREATE TABLE geo.resort (
  CONSTRAINT populated CHECK (population >= 0)
) INHERITS (geo.place);
