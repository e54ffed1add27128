-- engine: sqlite
pragma writable_schema = off;
pragma writable_schema;
