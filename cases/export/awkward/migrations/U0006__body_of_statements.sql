drop rule recent_once on recent;
drop function shout(text);
