-- expect: unused-suppression
create index concurrently i on t (a);
-- expect: unused-suppression
create index concurrently j on t (a);
-- expect: unused-suppression
create index concurrently k on t (a);
