ALTER TABLE lib.place DROP COLUMN number;
ALTER TABLE lib.place DROP COLUMN rank;
