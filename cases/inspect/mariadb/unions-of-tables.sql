create table january (a int) engine = myisam;
create table february (a int) engine = myisam;
create table all_months (a int) engine = merge union = (january, february) insert_method = last;
-- has: union = (`january`,`february`)
