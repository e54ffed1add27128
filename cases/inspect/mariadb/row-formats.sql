create table r1 (a int) row_format = compact;
create table r2 (a int) row_format = redundant;
create table r3 (a int) row_format = dynamic;
create table r4 (a int, b varchar(200)) row_format = compressed;
create table r5 (a int) engine = myisam row_format = fixed;
create table r6 (a int) engine = aria row_format = page transactional = 1;
create table r7 (a varchar(20) not null) engine = csv;
-- has: row_format = redundant
