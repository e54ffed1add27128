-- expect: unused-suppression
-- dbwright:ignore index-without-concurrently
create index concurrently i on t (a);
-- expect: unused-suppression
-- squawk-ignore require-concurrent-index-creation
create index concurrently j on t (a);
-- expect: unused-suppression
-- dbwright:ignore no-such-rule
create index concurrently k on t (a);
