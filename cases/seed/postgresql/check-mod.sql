-- seed: --rows t=300
create table t (id int primary key, even int not null check (even % 2 = 0), week int not null check (week % 7 = 3 and week > 0), weekday date not null check (extract(isodow from weekday) between 1 and 5), flags int not null check (flags & 1 = 1));
