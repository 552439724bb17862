ALTER TABLE work.shift DROP CONSTRAINT ordered;
DROP INDEX work.same;
ALTER TABLE work.shift ALTER COLUMN first TYPE integer USING first::integer;
ALTER TABLE work.shift ALTER COLUMN last TYPE integer USING last::integer;
ALTER TABLE work.shift ADD CONSTRAINT ordered CHECK (first <= last);
CREATE INDEX same ON work.shift USING btree (first) WHERE (first = last);
