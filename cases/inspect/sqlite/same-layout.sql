create table t (a integer);
create view v as
  select a
  from t;
create trigger g after insert on t
begin
  select 1;
  select 2;
end;
-- same as
create table t(a integer);
create view v as
        select a
        from t ;
create trigger g after insert on t for each row
begin
    select 1;
    select 2;
end;
