//! Jobs: what is worked at beside requests, and where each stands.

use super::word::words;

words! {
    /// What kind of work it is.
    JobType {
        /// A report as a file.
        AnalyticsExport => "analytics_export",
        /// Reserved.
        BulkOperation => "bulk_operation",
        /// A backup.
        SystemBackup => "system_backup",
        /// A restore.
        SystemRestore => "system_restore",
        /// Reading a backup again.
        BackupVerify => "backup_verify",
    }
}

words! {
    /// Where a job stands. The last three are final.
    JobStatus {
        /// It waits for a worker.
        Pending => "pending",
        /// A worker is at it.
        Processing => "processing",
        /// It is done.
        Succeeded => "succeeded",
        /// It won't be done.
        Failed => "failed",
        /// Somebody stopped it.
        Cancelled => "cancelled",
    }
}

/// How often a job whose worker died is begun.
pub const MOST_ATTEMPTS: i64 = 3;

impl JobStatus {
    /// Whether nothing more comes of it.
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled)
    }
}
