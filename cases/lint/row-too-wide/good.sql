-- engine: mysql:8.0
create table notes (a varchar(10000), b text);
create table latin (a varchar(10000), b varchar(10000)) charset=latin1;
