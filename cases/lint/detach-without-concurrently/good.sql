alter table events detach partition events_2020 concurrently;
alter table events detach partition events_2021 finalize;
