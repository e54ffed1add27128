create domain stars as int;
