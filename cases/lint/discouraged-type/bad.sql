-- expect: discouraged-type
create table prices (amount double precision);
