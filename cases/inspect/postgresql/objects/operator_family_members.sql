-- administrator
create operator family mixed using btree;
alter operator family mixed using btree add
    operator 1 < (integer, bigint), operator 3 = (integer, bigint), function 1 (integer, bigint) btint48cmp(integer, bigint);
