ALTER FOREIGN DATA WRAPPER files OPTIONS (DROP debug);
COMMENT ON FOREIGN DATA WRAPPER files IS 'all of them';
ALTER SERVER archive VERSION '2';
ALTER SERVER archive OPTIONS (DROP port, SET host 'b', ADD dbname 'old');
ALTER USER MAPPING FOR PUBLIC SERVER archive OPTIONS (SET "user" 'y', SET password '(sensitive)');
GRANT usage ON FOREIGN SERVER archive TO PUBLIC;
