set work_mem = '1GB';
alter role reporter set work_mem = '1GB';
