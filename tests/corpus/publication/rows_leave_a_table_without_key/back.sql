DROP TABLE app.log_2025;
DROP TABLE app.task_1;
