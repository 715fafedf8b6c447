-- What the rows of a file digest to, so that values can be compared and not only bytes. Null for files of before.
alter table lake_files add column row_digest bigint;
