comment on table notes is 'short';
