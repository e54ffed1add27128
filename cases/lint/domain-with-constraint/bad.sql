-- expect: domain-with-constraint
create domain stars as int check (value between 1 and 5);
