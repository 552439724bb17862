DROP INDEX calls.call_at_by;
