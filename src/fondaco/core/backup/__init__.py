"""Everything that an installation keeps, in one file, and back on either database.

The rows of every table as text, read in one snapshot while people write, and the
uploaded files; with the migrations that the tables had, so that a later version can
read it. Sessions are left out: after a restore everybody signs in again.
"""

from fondaco.core.backup.archive import Archive, BackupError
from fondaco.core.backup.keeping import back_up_by_schedule, new_name
from fondaco.core.backup.restoring import restore
from fondaco.core.backup.writing import write_backup

__all__ = [
    "Archive",
    "BackupError",
    "back_up_by_schedule",
    "new_name",
    "restore",
    "write_backup",
]
