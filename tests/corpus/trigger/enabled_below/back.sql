DROP TRIGGER notes ON log.event;
