ALTER SUBSCRIPTION feed CONNECTION '(sensitive)';
ALTER SUBSCRIPTION feed SET PUBLICATION feed, other WITH (refresh = false);
ALTER SUBSCRIPTION feed SET (slot_name = 'slot');
ALTER SUBSCRIPTION feed SET (binary = 'true');
