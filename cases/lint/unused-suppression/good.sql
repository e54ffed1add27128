-- dbwright:ignore index-without-concurrently
create index i on t (a);
-- squawk-ignore a-rule-nobody-has-here
create index concurrently j on t (a);
