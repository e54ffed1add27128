-- expect: server-setting-changed
alter system set work_mem = '1GB';
