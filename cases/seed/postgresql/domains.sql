-- seed: --rows t=400
create domain email_address as text check (value ~ '^[^@]+@[^@]+\.[a-z]+$');
create domain positive as int check (value > 0);
create domain percent as numeric(5,2) not null check (value between 0 and 100);
create domain small_positive as positive check (value < 10);
create domain ratings as int[] check (cardinality(value) <= 5);
create table t (id positive primary key, email email_address not null, share percent, level small_positive not null, levels small_positive[] not null, rated ratings);
