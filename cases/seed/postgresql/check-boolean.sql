-- seed: --rows t=300
create table t (id int primary key, active boolean not null, admin boolean not null, check (not admin or active), ended_on date, check (active = (ended_on is null)));
