ALTER TABLE lib.place ADD COLUMN number bigint DEFAULT nextval('app.numbers');
ALTER TABLE lib.place ADD COLUMN rank bigint DEFAULT 7;
ALTER TABLE app.house ALTER COLUMN number SET DEFAULT nextval('numbers');
ALTER TABLE app.house ALTER COLUMN rank SET DEFAULT first();
