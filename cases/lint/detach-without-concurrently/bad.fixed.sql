-- expect: detach-without-concurrently
alter table events detach partition events_2020 concurrently;
