create collation german (provider = icu, locale = 'de-DE');
create schema app;
create collation app.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
comment on collation app.loose is 'Upper and lower case alike';
create collation plain (provider = libc, locale = 'C');
create table word (id integer primary key, text text, other text collate german);
create view sorted as select text from word order by other collate plain;
create domain app.loose_text as text collate app.loose;
create type app.pair as (a text collate app.loose, b text collate "C");
