ALTER DOMAIN app.level DROP CONSTRAINT not_below;
