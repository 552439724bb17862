# One schema a tenant, all made from tenant/. The list of tenants is a file; data "sql" could read it from a table.
env "tenants" {
  for_each = toset([for row in csvdecode(file("tenants.csv")) : row.name])
  url      = "embedded://"
  src      = "tenant/"
  vars     = { tenant = each.value }

  rollout {
    canary   = ["acme"]
    wave     = 3
    parallel = 2
    on_error = stop_after("10%")
  }
}
