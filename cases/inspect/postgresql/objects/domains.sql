create domain positive as integer check (value > 0);
create domain small_positive as positive default 1 not null constraint small check (value < 100);
comment on domain positive is 'Greater than nothing';
comment on constraint small on domain small_positive is 'Less than a hundred';
create domain person_name as varchar(80) collate "C";
create schema app;
create domain app.code as text constraint code_form check (value ~ '^[A-Z]{2}[0-9]+$');
create domain app.codes as text[] check (cardinality(value) < 10);
create table item (id integer primary key, code app.code not null, amount small_positive, list app.codes);
