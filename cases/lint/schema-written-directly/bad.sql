-- engine: sqlite
-- expect: schema-written-directly
pragma writable_schema = on;
