ALTER SUBSCRIPTION feed CONNECTION '(sensitive)';
ALTER SUBSCRIPTION feed SET PUBLICATION feed WITH (refresh = false);
ALTER SUBSCRIPTION feed SET (slot_name = NONE);
ALTER SUBSCRIPTION feed SET (binary = 'false');
