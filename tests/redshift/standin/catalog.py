"""The catalogs, kept in an SQLite database, which also answers the queries over them."""
import json
import re
import sqlite3
import time
from dataclasses import dataclass

import types_ as types
from errors import Refused, missing, taken

ENCODINGS = ["none", "bytedict", "delta", "lzo", "runlength", "delta32k", "mostly8", "mostly16", "mostly32", "text255",
             "text32k", "zstd", "az64"]
EVEN, KEY, ALL, AUTO = 0, 1, 8, 9  # pg_class.reldiststyle
DATABASE = 100001

# The columns that start with x_ are the server's own knowledge, which no client asks for.
TABLES = """
CREATE TABLE counter (next INTEGER);
CREATE TABLE rows_ (relid INTEGER, rid INTEGER PRIMARY KEY, data TEXT);
CREATE INDEX rows_relid ON rows_ (relid);
CREATE TABLE pg_user (usename PRIMARY KEY, usesysid, usecreatedb, usesuper, usecatupd, passwd, valuntil, useconfig);
CREATE TABLE x_user (usename PRIMARY KEY, connection_limit, syslog_access, session_timeout);
CREATE TABLE pg_group (groname PRIMARY KEY, grosysid, grolist);
CREATE TABLE svv_roles (role_id, role_name PRIMARY KEY, role_owner, external_id);
CREATE TABLE svv_role_grants (role_id, role_name, granted_role_id, granted_role_name);
CREATE TABLE svv_user_grants (user_id, user_name, role_id, role_name, admin_option);
CREATE TABLE pg_database (oid INTEGER PRIMARY KEY, datname, datdba);
CREATE TABLE pg_namespace (oid INTEGER PRIMARY KEY, nspname UNIQUE, nspowner, nspacl, x_quota);
CREATE TABLE pg_external_schema (esoid INTEGER PRIMARY KEY, eskind, esdbname, esoptions);
CREATE TABLE pg_class (oid INTEGER PRIMARY KEY, relname, relnamespace, relowner, relkind, reldiststyle, relacl, relnatts, x_sort,
  x_encode_auto, x_view, x_late, x_mv, x_rls, x_conjunction);
CREATE INDEX class_name ON pg_class (relnamespace, relname);
CREATE TABLE pg_attribute (attrelid, attname, atttypid, attnum, atttypmod, attnotnull, atthasdef, attisdropped, attisdistkey,
  attsortkeyord, attencodingtype, x_collation, PRIMARY KEY (attrelid, attnum)) WITHOUT ROWID;
CREATE TABLE pg_attrdef (oid INTEGER PRIMARY KEY, adrelid, adnum, adsrc, adbin);
CREATE UNIQUE INDEX attrdef_column ON pg_attrdef (adrelid, adnum);
CREATE TABLE pg_constraint (oid INTEGER PRIMARY KEY, conname, connamespace, contype, conrelid, confrelid, conkey, confkey);
CREATE INDEX constraint_table ON pg_constraint (conrelid);
CREATE TABLE pg_description (objoid, classoid, objsubid, description, PRIMARY KEY (objoid, classoid, objsubid)) WITHOUT ROWID;
CREATE TABLE pg_rewrite (oid INTEGER PRIMARY KEY, rulename, ev_class);
CREATE TABLE pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype);
CREATE INDEX depend_used ON pg_depend (refobjid);
CREATE TABLE pg_language (oid INTEGER PRIMARY KEY, lanname);
CREATE TABLE pg_type (oid INTEGER PRIMARY KEY, typname);
CREATE TABLE pg_proc_info (prooid INTEGER PRIMARY KEY, proname, pronamespace, proowner, prolang, prosecdef, provolatile, prorettype,
  proargtypes, proargnames, proargmodes, proallargtypes, prosrc, prokind, proconfig, x_external);
CREATE TABLE pg_conf (key PRIMARY KEY, value);
CREATE TABLE x_identity (relid, number, given INTEGER, PRIMARY KEY (relid, number)) WITHOUT ROWID;
CREATE TABLE x_grant (kind, object INTEGER, sub, grantee_type, grantee, privilege, grantable, grantor, scope,
  PRIMARY KEY (kind, object, sub, grantee_type, grantee, privilege, scope));
CREATE TABLE svv_rls_policy (poldb, polname PRIMARY KEY, polalias, polatts, polqual, polenabled, polmodifiedby, polmodifiedtime);
CREATE TABLE svv_rls_attached_policy (relschema, relname, relkind, polname, grantor, grantee, granteekind, is_pol_on, is_rls_on);
CREATE TABLE svv_masking_policy (policy_database, policy_name PRIMARY KEY, input_columns, policy_expression, policy_modified_by,
  policy_modified_time);
CREATE TABLE svv_attached_masking_policy (policy_name, schema_name, table_name, table_type, grantor, grantee, grantee_type,
  priority INTEGER, input_columns, output_columns);
CREATE TABLE svv_datashares (share_name PRIMARY KEY, share_id, share_owner, source_database, consumer_database, share_type,
  createdate, is_publicaccessible, share_acl, producer_account, producer_namespace);
CREATE TABLE svv_datashare_objects (share_type, share_name, object_type, object_name, producer_account, producer_namespace,
  include_new);
CREATE TABLE svv_datashare_consumers (share_name, consumer_account, consumer_namespace, share_date);
CREATE TABLE svv_external_tables (schemaname, tablename, tabletype, location, input_format, output_format, serialization_lib,
  serde_parameters, compressed, parameters, x_partitions);
CREATE TABLE svv_external_columns (schemaname, tablename, columnname, external_type, columnnum INTEGER, part_key INTEGER, is_nullable);

CREATE VIEW pg_proc AS SELECT prooid AS oid, proname, pronamespace, proowner, prolang, prosecdef, provolatile, prorettype,
  proargtypes, proargnames, prosrc FROM pg_proc_info;
CREATE VIEW svv_user_info AS SELECT u.usename AS user_name, u.usesysid AS user_id, u.usecreatedb AS createdb, u.usesuper AS superuser,
  coalesce(x.connection_limit, 'UNLIMITED') AS connection_limit, coalesce(x.syslog_access, 'RESTRICTED') AS syslog_access,
  x.session_timeout FROM pg_user u LEFT JOIN x_user x ON x.usename = u.usename;
CREATE VIEW svv_table_info AS SELECT 'dev' AS "database", n.nspname AS "schema", c.oid AS table_id, c.relname AS "table",
  CASE c.x_encode_auto WHEN 1 THEN 'Y, AUTO(ENCODE)' ELSE 'Y' END AS encoded,
  CASE c.reldiststyle WHEN 0 THEN 'EVEN' WHEN 1 THEN 'KEY' WHEN 8 THEN 'ALL' ELSE 'AUTO(ALL)' END AS diststyle,
  CASE c.x_sort WHEN 'auto' THEN 'AUTO(SORTKEY)' ELSE
    (SELECT attname FROM pg_attribute a WHERE a.attrelid = c.oid AND abs(a.attsortkeyord) = 1) END AS sortkey1,
  (SELECT count(*) FROM rows_ r WHERE r.relid = c.oid) AS tbl_rows, 7 AS size
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND EXISTS (SELECT 1 FROM rows_ r WHERE r.relid = c.oid);
CREATE VIEW svv_mv_info AS SELECT 'dev' AS database_name, n.nspname AS schema_name, 'x' AS user_name, c.relname AS name, 'f' AS is_stale,
  0 AS state, CASE WHEN json_extract(c.x_mv, '$.auto_refresh') THEN 't' ELSE 'f' END AS autorefresh, 't' AS autorewrite
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.x_mv IS NOT NULL;
CREATE VIEW svv_schema_quota_state AS SELECT oid AS schema_id, nspname AS schema_name, nspowner AS schema_owner, x_quota AS quota,
  0 AS disk_usage, 0.0 AS disk_usage_pct FROM pg_namespace WHERE x_quota IS NOT NULL;
CREATE VIEW svv_external_schemas AS SELECT e.esoid, e.eskind, n.nspname AS schemaname, n.nspowner AS esowner, e.esdbname AS databasename,
  e.esoptions FROM pg_external_schema e JOIN pg_namespace n ON n.oid = e.esoid;
CREATE VIEW svv_relation_privileges AS SELECT n.nspname AS namespace_name, c.relname AS relation_name, g.privilege AS privilege_type,
  0 AS identity_id, g.grantee AS identity_name, g.grantee_type AS identity_type, CASE g.grantable WHEN 1 THEN 't' ELSE 'f' END AS admin_option
  FROM x_grant g JOIN pg_class c ON c.oid = g.object JOIN pg_namespace n ON n.oid = c.relnamespace WHERE g.kind = 'relation' AND g.sub = '';
CREATE VIEW svv_column_privileges AS SELECT n.nspname AS namespace_name, c.relname AS relation_name, g.sub AS column_name,
  g.privilege AS privilege_type, 0 AS identity_id, g.grantee AS identity_name, g.grantee_type AS identity_type
  FROM x_grant g JOIN pg_class c ON c.oid = g.object JOIN pg_namespace n ON n.oid = c.relnamespace WHERE g.kind = 'relation' AND g.sub <> '';
CREATE VIEW svv_schema_privileges AS SELECT n.nspname AS namespace_name, g.privilege AS privilege_type, 0 AS identity_id,
  g.grantee AS identity_name, g.grantee_type AS identity_type, CASE g.grantable WHEN 1 THEN 't' ELSE 'f' END AS admin_option
  FROM x_grant g JOIN pg_namespace n ON n.oid = g.object WHERE g.kind = 'schema' AND g.scope = '';
CREATE VIEW svv_function_privileges AS SELECT n.nspname AS namespace_name, p.proname AS function_name,
  oidvectortypes(p.proargtypes) AS argument_types, g.privilege AS privilege_type, 0 AS identity_id, g.grantee AS identity_name,
  g.grantee_type AS identity_type, CASE g.grantable WHEN 1 THEN 't' ELSE 'f' END AS admin_option
  FROM x_grant g JOIN pg_proc_info p ON p.prooid = g.object JOIN pg_namespace n ON n.oid = p.pronamespace WHERE g.kind = 'routine';
CREATE VIEW svv_database_privileges AS SELECT d.datname AS database_name, g.privilege AS privilege_type, 0 AS identity_id,
  g.grantee AS identity_name, g.grantee_type AS identity_type, CASE g.grantable WHEN 1 THEN 't' ELSE 'f' END AS admin_option
  FROM x_grant g JOIN pg_database d ON d.oid = g.object WHERE g.kind = 'database' AND g.scope = '';
CREATE VIEW svv_default_privileges AS SELECT n.nspname AS schema_name, g.sub AS object_type, 0 AS owner_id, g.grantor AS owner_name,
  'user' AS owner_type, g.privilege AS privilege_type, 0 AS grantee_id, g.grantee AS grantee_name, g.grantee_type AS grantee_type,
  CASE g.grantable WHEN 1 THEN 't' ELSE 'f' END AS admin_option
  FROM x_grant g LEFT JOIN pg_namespace n ON n.oid = g.object WHERE g.kind = 'default';
CREATE VIEW svv_rls_relation AS SELECT 'dev' AS datname, n.nspname AS relschema, c.relname, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END
  AS relkind, CASE c.x_rls WHEN 1 THEN 't' ELSE 'f' END AS is_rls_on, 'f' AS is_rls_datashare_on, coalesce(c.x_conjunction, 'AND') AS rls_conjunction_type
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.x_rls IS NOT NULL;
"""
SECURITY_ONLY = {"svv_rls_policy", "svv_rls_attached_policy", "svv_masking_policy", "svv_attached_masking_policy", "svv_rls_relation"}
SUPERUSER_ONLY = {"pg_conf", "svv_table_info"}


def create(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(TABLES)
    db.execute("INSERT INTO counter VALUES (100100)")
    db.execute("INSERT INTO pg_database VALUES (?, 'dev', 'rdsdb')", (DATABASE,))
    db.execute("INSERT INTO pg_user VALUES ('rdsdb', 1, 1, 1, 1, '********', 'infinity', NULL)")
    for oid, name in ((11, "pg_catalog"), (99, "pg_toast"), (2200, "public"), (11000, "information_schema"), (11001, "pg_automv"),
                      (11002, "catalog_history")):
        db.execute("INSERT INTO pg_namespace VALUES (?, ?, 'rdsdb', NULL, NULL)", (oid, name))
    for privilege in ("USAGE", "CREATE"):
        db.execute("INSERT INTO x_grant VALUES ('schema', 2200, '', 'public', 'public', ?, 0, 'rdsdb', '')", (privilege,))
    for oid, name in ((14, "sql"), (16390, "plpgsql"), (16391, "plpythonu"), (16392, "exfunc")):
        db.execute("INSERT INTO pg_language VALUES (?, ?)", (oid, name))
    db.executemany("INSERT INTO pg_type VALUES (?, ?)", types.NAMES.items())
    db.close()


@dataclass
class Relation:
    oid: int
    schema: str
    name: str
    kind: str
    owner: str
    view: str  # of a view: its query
    late: bool
    materialized: dict


def regexp(pattern, value):
    return value is not None and re.search(pattern, value) is not None


def functions(db, store):
    def add(name, count, function, deterministic=True):
        db.create_function(name, count, function, deterministic=deterministic)

    add("regexp", 2, regexp)
    add("format_type", 2, types.format_type)
    add("format_encoding", 1, lambda code: ENCODINGS[(code or 0) & 127])
    add("oidvectortypes", 1, lambda oids: ", ".join(types.format_type(int(o), -1) for o in (oids or "").split()))
    add("array_to_string", 2, lambda a, sep: a.strip("{}").replace(",", sep) if a else None)
    add("left_of", 2, lambda s, n: s[:n] if s is not None else None)
    add("right_of", 2, lambda s, n: s[-n:] if s is not None else None)
    add("strpos", 2, lambda s, what: s.find(what) + 1 if s is not None else None)
    add("split_part", 3, lambda s, sep, n: (s.split(sep) + [""] * n)[n - 1])
    add("nvl", -1, lambda *a: next((x for x in a if x is not None), None))
    add("pg_get_userbyid", 1, lambda owner: owner)
    add("current_database", 0, lambda: store.session.database)
    add("version", 0, lambda: __import__("session").VERSION)
    add("getdate", 0, lambda: time.strftime("%Y-%m-%d %H:%M:%S"), False)
    add("now", 0, lambda: time.strftime("%Y-%m-%d %H:%M:%S+00"), False)
    add("current_setting", 1, lambda name: store.session.setting(name), False)
    add("has_table_privilege", 2, lambda table, what: store.may_read(table), False)
    add("has_schema_privilege", 2, lambda schema, what: "t" if store.session.superuser else "f", False)
    add("has_database_privilege", 2, lambda database, what: "t" if store.session.superuser else "f", False)
    add("pg_get_expr", 2, lambda expr, relation: expr)
    add("pg_get_viewdef", 1, lambda oid: store.view_text(oid), False)
    add("pg_get_viewdef", 2, lambda oid, pretty: store.view_text(oid), False)
    add("pg_backend_pid", 0, lambda: store.session.pid, False)


class Store:
    """A session's view of the catalogs."""

    def __init__(self, path, session):
        self.session = session
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=60, cached_statements=400)
        self.db.execute("PRAGMA synchronous = OFF")
        functions(self.db, self)

    def close(self):
        self.db.close()

    def begin_write(self):
        try:
            self.db.execute("UPDATE counter SET next = next" if self.db.in_transaction else "BEGIN IMMEDIATE")
        except sqlite3.OperationalError as e:
            if "locked" not in str(e):
                raise
            raise Refused("1023", "XX000", "Serializable isolation violation on table - 16402, transactions forming the cycle "
                          "are: 2011, 2012 (pid:73)")

    def begin_read(self):
        self.db.execute("BEGIN")
        self.value("SELECT next FROM counter")

    def commit(self):
        if self.db.in_transaction:
            self.db.execute("COMMIT")

    def rollback(self):
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def write(self, sql, *values):
        return self.db.execute(sql, values)

    def all(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def row(self, sql, *values):
        return self.db.execute(sql, values).fetchone()

    def value(self, sql, *values):
        row = self.row(sql, *values)
        return row[0] if row else None

    def oid(self):
        return self.value("UPDATE counter SET next = next + 1 RETURNING next")

    # Finding things

    def may_read(self, table):
        return "t" if self.session.superuser or table.split(".")[-1] not in SUPERUSER_ONLY else "f"

    def schema(self, name):
        oid = self.value("SELECT oid FROM pg_namespace WHERE nspname = ?", name)
        if oid is None:
            raise missing("schema", name)
        return oid

    def schema_for_new(self, name):
        """Where a new object goes: (oid, name)."""
        name = name or next((s for s in self.session.search_path() if self.value("SELECT 1 FROM pg_namespace WHERE nspname = ?", s)), None)
        if not name:
            raise Refused("no schema has been selected to create in", "3F000")
        if name.startswith("pg_") or name == "information_schema":
            raise Refused(f"permission denied for schema {name}", "42501")
        return self.schema(name), name

    def find(self, schema, name, kinds="rve"):
        for place in [schema] if schema else self.session.search_path():
            row = self.row("SELECT c.oid, n.nspname, c.relname, c.relkind, c.relowner, c.x_view, c.x_late, c.x_mv FROM pg_class c JOIN "
                           "pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?", place, name)
            if row and row[3] in kinds:
                return Relation(*row[:6], bool(row[6]), json.loads(row[7]) if row[7] else None)
        return None

    def relation(self, schema, name, kinds="rve"):
        found = self.find(schema, name, kinds)
        if not found:
            if schema:
                self.schema(schema)
            raise missing("relation", f"{schema}.{name}" if schema else name)
        return found

    def check_free(self, schema_oid, name):
        if self.value("SELECT 1 FROM pg_class WHERE relnamespace = ? AND relname = ?", schema_oid, name):
            raise taken("relation", name)

    def columns(self, relation):
        """name to row, in order"""
        rows = self.all("SELECT attname, attnum, atttypid, atttypmod, attnotnull, atthasdef, attisdistkey, attsortkeyord, attencodingtype "
                        "FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND attisdropped = 0 ORDER BY attnum", relation)
        keys = ("name", "number", "type", "typmod", "notnull", "hasdefault", "distkey", "sort", "encoding")
        return {row[0]: dict(zip(keys, row)) for row in rows}

    def column(self, relation, name):
        found = self.columns(relation.oid).get(name)
        if not found:
            raise Refused(f'column "{name}" of relation "{relation.name}" does not exist', "42703")
        return found

    def own(self, relation):
        if relation.owner != self.session.user and not self.session.superuser:
            raise Refused(f"must be owner of relation {relation.name}", "42501")

    def view_text(self, oid):
        row = self.row("SELECT x_view, x_late, x_mv, relname FROM pg_class WHERE oid = ? AND relkind = 'v'", oid)
        if not row:
            return None
        import views
        return views.printed(self, oid, *row)

    # Dependencies

    def dependents(self, relation, column=None):
        """Views over the relation, or its column."""
        more = "AND d.refobjsubid = ?" if column else "AND ? IS NULL"
        rows = self.all("SELECT DISTINCT c.oid, c.relname FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class c ON c.oid = r.ev_class "
                        f"WHERE d.refobjid = ? {more}", relation, column)
        return rows

    def forget(self, oid):
        """A relation with all that hangs on it."""
        self.write("DELETE FROM pg_depend WHERE objid IN (SELECT oid FROM pg_rewrite WHERE ev_class = ?)", oid)
        self.write("DELETE FROM svv_rls_attached_policy WHERE EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                   "WHERE c.oid = ? AND n.nspname = relschema AND c.relname = svv_rls_attached_policy.relname)", oid)
        self.write("DELETE FROM svv_attached_masking_policy WHERE EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                   "WHERE c.oid = ? AND n.nspname = schema_name AND c.relname = table_name)", oid)
        for table, column in (("pg_rewrite", "ev_class"), ("pg_attribute", "attrelid"), ("pg_attrdef", "adrelid"), ("pg_constraint", "conrelid"),
                              ("pg_description", "objoid"), ("rows_", "relid"), ("x_identity", "relid"), ("pg_class", "oid")):
            self.write(f"DELETE FROM {table} WHERE {column} = ?", oid)
        self.write("DELETE FROM x_grant WHERE kind = 'relation' AND object = ?", oid)
        self.write("DELETE FROM pg_conf WHERE key = ?", f"pg_class_backup_{DATABASE}_{oid}")

    def drop_relation(self, relation, cascade):
        blocked = [(oid, f"view {name}") for oid, name in self.dependents(relation.oid)]
        keys = self.all("SELECT k.oid, k.conname, c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.confrelid = ? AND "
                        "k.conrelid <> ?", relation.oid, relation.oid)
        if not cascade and (blocked or keys):
            kind = {"r": "table", "v": "view"}[relation.kind]
            user = blocked[0][1] if blocked else f"constraint {keys[0][1]} on table {keys[0][2]}"
            raise Refused(f"cannot drop {kind} {relation.name} because other objects depend on it", "2BP01",
                          f"{user} depends on {kind} {relation.name}", "Use DROP ... CASCADE to drop the dependent objects too.")
        for key in keys:
            self.write("DELETE FROM pg_constraint WHERE oid = ?", key[0])
        for oid, _ in blocked:
            row = self.row("SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?", oid)
            if row:
                self.drop_relation(self.relation(*row), True)
        if relation.materialized:
            storage = self.find(relation.schema, f"mv_tbl__{relation.name}__0")
            if storage:
                self.forget(storage.oid)
        self.forget(relation.oid)
