# One environment, on a PostgreSQL that the tool starts and keeps in this folder.
env "dev" {
  url = "embedded://"
  src = ["tables.schema", "roles.schema", "logic.schema", "calls.schema", "desks.schema", "reports.schema"]
}
