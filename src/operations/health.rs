//! How the parts of the program are doing: what is answered.

use serde::{Deserialize, Serialize};

use crate::domain::{refund::GatewayName, time::Timestamp, word::words};

words! {
    /// How a part, or the whole, is doing.
    Status {
        /// As it should.
        Healthy => "healthy",
        /// It works, and somebody should look.
        Degraded => "degraded",
        /// It does not work.
        Unhealthy => "unhealthy",
        /// It is not set up.
        Disabled => "disabled",
    }
}

/// What every part says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceHealth {
    /// How it is.
    pub status: Status,
    /// How long it took to answer just now, in milliseconds; null when it is disabled.
    pub latency_ms: Option<f64>,
    /// What is wrong, in plain words; null while it is healthy.
    pub error: Option<String>,
}

/// Connections of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connections {
    /// At work.
    pub active: i64,
    /// Open and free.
    pub idle: i64,
    /// As many as there can be.
    pub max: i64,
}

/// The database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatabaseHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// `sqlite` or `postgresql`
    pub backend: String,
    /// Those of this process.
    pub connections: Option<Connections>,
}

/// What shares rate limits between servers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RedisHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// In MiB.
    pub memory_used_mb: Option<f64>,
    /// In MiB; null when unlimited.
    pub memory_max_mb: Option<f64>,
}

/// Where files lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StorageHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// `local` or `s3`
    pub provider: String,
    /// In GiB; of the whole disk, where it is one.
    pub used_gb: Option<f64>,
    /// In GiB; null when nobody knows.
    pub quota_gb: Option<f64>,
}

/// Jobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// Nobody has begun.
    pub pending_jobs: Option<i64>,
    /// Under way.
    pub processing_jobs: Option<i64>,
    /// Failed within a day.
    pub failed_jobs_24h: Option<i64>,
}

/// Who pays refunds. What needs people about refunds stands in its `error` until they have seen to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GatewayHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// Which one.
    pub provider: GatewayName,
    /// Being looked up.
    pub refunds_in_doubt: Option<i64>,
    /// Of which nobody could find out.
    pub refunds_needing_operator: Option<i64>,
    /// Nothing is sent until somebody unfreezes.
    pub frozen: Option<bool>,
    /// The same.
    pub sending_frozen: Option<bool>,
}

/// Who carries mail, and notices of every channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SmtpHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// Still being tried.
    pub waiting_notifications: Option<i64>,
    /// Given up within seven days.
    pub failed_notifications: Option<i64>,
}

/// Backups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackupHealth {
    /// As every part.
    #[serde(flatten)]
    pub service: ServiceHealth,
    /// The newest.
    pub last_backup_at: Option<Timestamp>,
    /// When one was last read back whole.
    pub last_verified_at: Option<Timestamp>,
    /// How long ago that was.
    pub verified_age_seconds: Option<i64>,
}

/// Every part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each part says it of itself")]
pub struct Services {
    pub database: DatabaseHealth,
    pub redis: RedisHealth,
    pub storage: StorageHealth,
    pub queue: QueueHealth,
    pub gateway: GatewayHealth,
    pub smtp: SmtpHealth,
    pub backup: BackupHealth,
}

impl Services {
    /// Every part by its name.
    pub fn each(&self) -> [(&'static str, &ServiceHealth); 7] {
        [
            ("database", &self.database.service),
            ("redis", &self.redis.service),
            ("storage", &self.storage.service),
            ("queue", &self.queue.service),
            ("gateway", &self.gateway.service),
            ("smtp", &self.smtp.service),
            ("backup", &self.backup.service),
        ]
    }
}

/// What the answering process has measured of its own requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HealthMetrics {
    /// Since it started.
    pub uptime_seconds: i64,
    /// Within a day.
    pub request_count_24h: i64,
    /// Of these, in milliseconds.
    pub avg_response_time_ms: f64,
    /// Of these, in percent: those that it failed.
    pub error_rate_percent: f64,
}

/// How everything is doing at this moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HealthReport {
    /// Unhealthy when the database is, degraded when any part is not healthy.
    pub status: Status,
    /// This moment.
    pub timestamp: Timestamp,
    /// Of the program.
    pub version: String,
    /// `production`, or `development` for a build for its makers.
    pub environment: String,
    /// Every part.
    pub services: Services,
    /// What the answering process has measured.
    pub metrics: HealthMetrics,
}
