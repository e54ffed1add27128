create type money_text as (amount text);
create function to_money_text(numeric) returns money_text language sql immutable as 'select row($1::text)::money_text';
create cast (numeric as money_text) with function to_money_text(numeric) as assignment;
create type pair as (a integer, b integer);
create cast (pair as text) with inout as implicit;
comment on cast (pair as text) is 'As it is written';
