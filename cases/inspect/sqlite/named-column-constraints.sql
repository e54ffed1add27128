-- has: constraint required not null
-- has: constraint start default 5
create table t (a integer constraint required not null constraint start default 5, b text constraint cased collate nocase,
    c integer constraint computed generated always as (a + 1) virtual, d text constraint pair unique);
