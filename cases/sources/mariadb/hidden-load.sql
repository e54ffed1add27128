-- fails 3:1
create table t (line text);
/*!50000load data local infile '/etc/passwd' into table t */;
