-- expect: extension-updated
alter extension postgis update to '3.5.0';
