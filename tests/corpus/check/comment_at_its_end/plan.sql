CREATE FUNCTION app.one()
  RETURNS integer
  LANGUAGE sql
AS $$SELECT 1 -- one$$;
ALTER TABLE app.t ALTER COLUMN b TYPE integer USING b::integer -- a number
;
UPDATE app.t SET b = (id -- as well
) WHERE b IS NULL;
ALTER TABLE app.t ALTER COLUMN b SET NOT NULL;
ALTER TABLE app.t ALTER COLUMN id SET DEFAULT 1 -- one
;
ALTER TABLE app.t ADD CONSTRAINT positive CHECK (id > 0 -- and not '0'
);
CREATE VIEW app.ids AS
SELECT id FROM app.t -- all of them
;
CREATE INDEX twice ON app.t USING btree ((id * 2 -- twice
)) WHERE (b > 0 -- only these
);
