-- seed: --rows shares=400
create table shares (id int primary key, a int not null check (a >= 0), b int not null check (b >= 0), c int not null check (c >= 0), check (a + b + c = 100));
