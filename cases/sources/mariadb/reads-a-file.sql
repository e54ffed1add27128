-- fails 3:1 Refused: load data reads a file
create table t (line text);
load data local infile '/etc/passwd' into table t;
