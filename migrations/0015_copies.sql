-- In which second object store the object of a file has a verified copy; null for none. It outlives the object: then the
-- copy is still to be removed.
alter table lake_files add column copied_to text;
create index lake_files_to_copy on lake_files (file_id) where state = 'live' and copied_to is null;
create index lake_files_copy_to_remove on lake_files (file_id) where state = 'removed' and copied_to is not null;
