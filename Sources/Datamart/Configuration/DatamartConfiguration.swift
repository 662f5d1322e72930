public import GoldMySQL
public import Logging

/// Everything a run can be told, as typed values.
///
/// The initial value holds the defaults; ``load(file:environment:flags:)`` lays a file, the environment and flags
/// over them. Programs may also set the properties themselves:
///
///     var configuration = DatamartConfiguration()
///     configuration.silver.warehouse = "/data/warehouse"
///     configuration.goldTarget = .sqlite(path: "gold.db")
public struct DatamartConfiguration: Sendable, Equatable {
    /// The input.
    public var silver = Silver()
    /// Where to publish, when it was said. ``gold`` is what holds in any case.
    public var goldTarget: GoldTarget?
    /// How work is cut into pieces and repeated.
    public var pipeline = Pipeline()
    /// Where KPIs draw their lines.
    public var thresholds = Thresholds()
    /// What stops a run before it publishes.
    public var qualityGates = QualityGates()
    /// How the Gold store is laid out for readers.
    public var optimization = Optimization()
    /// The server of a MySQL Gold.
    public var mysql = MySQL()
    /// The warehouse that Silver is in.
    public var hive = Hive()
    /// The cluster of the Spark engine.
    public var spark = Spark()
    /// What is written to the log.
    public var logging = Logging()

    /// The defaults.
    public init() {}

    /// Where to publish: what was said, else MySQL when its host is known, else the file `gold.db`.
    public var gold: GoldTarget {
        switch goldTarget {
        case .mysql(let address): .mysql(address.completed(by: mysql))
        case .some(let target): target
        case nil: mysql.host.map { .mysql(MySQLAddress(host: $0).completed(by: mysql)) } ?? .sqlite(path: "gold.db")
        }
    }

    /// The folder in which cubes are kept between runs: what was said, else beside an SQLite file, else `datamart.state`. Nil, so that
    /// every run scans everything, for a run that publishes nothing and was told of no folder.
    public var stateFolder: String? {
        if let folder = pipeline.state { return folder }
        switch gold {
        case .none: return nil
        case .sqlite(let path): return path + ".state"
        case .mysql: return "datamart.state"
        }
    }

    /// The input.
    public struct Silver: Sendable, Equatable {
        /// The warehouse folder; the database's or the table's own folder is understood as well.
        public var warehouse = "silver"
        /// The table's columns in order, for files that name theirs `_col0`, `_col1` …; nil when files name them.
        public var columns: [String]?
        /// Whether accidents that equal another of their month in all columns read but the ID are rejected.
        public var dropsCopies = false
        /// Whether files are compared by a hash over their footers, besides size and time.
        public var comparesFooters = false
    }

    /// How work is cut into pieces and repeated.
    public struct Pipeline: Sendable, Equatable {
        /// The folder in which cubes are kept between runs; nil for the default, see ``DatamartConfiguration/stateFolder``.
        public var state: String?
        /// Rows in one write to the Gold store.
        public var batchSize = 1000
        /// How often a step that failed for a passing reason is tried again.
        public var maxRetries = 3
        /// The pause before such a step is tried again.
        public var retryDelay = Duration.seconds(5)
    }

    /// Where KPIs draw their lines.
    public struct Thresholds: Sendable, Equatable {
        /// The danger index from which the danger level of a place is high.
        public var highDanger = 2.5
        /// Accidents from which a city or a zone can be ranked as a hotspot.
        public var hotspotMinAccidents = 50
        /// How far from its seed a hotspot zone reaches, in miles.
        public var hotspotRadiusMiles = 1.0
        /// Ranks that are given.
        public var topHotspotsCount = 50
    }

    /// What stops a run before it publishes.
    public struct QualityGates: Sendable, Equatable {
        /// The largest share of rejected rows, 0…1.
        public var maxRejectedShare = 0.05
        /// The smallest share of filled values in each Gold table, 0…1.
        public var minCompleteness = 0.95
    }

    /// How the Gold store is laid out for readers.
    public struct Optimization: Sendable, Equatable {
        /// When secondary indexes are made.
        public enum IndexCreation: String, Sendable, CaseIterable { case auto, none }

        /// Whether a MySQL Gold may use the server's query cache.
        public var enableQueryCache = true
        /// Whether a MySQL Gold is partitioned by year.
        public var enablePartitioning = true
        /// Whether the secondary indexes that the tables declare are made.
        public var indexCreation = IndexCreation.auto
    }

    /// The MySQL or MariaDB server of a MySQL Gold.
    public struct MySQL: Sendable, Equatable {
        /// The server; nil when Gold is not in MySQL.
        public var host: String?
        /// The server's port.
        public var port = 3306
        /// The database that Gold is published to.
        public var database = "accidents_lakehouse"
        /// The account.
        public var user: String?
        /// The account's password.
        public var password: String?
        /// Connections held open at most.
        public var poolSize = 10
        /// Whether the connection is encrypted.
        public var sslMode = MySQLServer.TLSMode.preferred
        /// The file with the certificates that are trusted; nil: those of the system.
        public var sslCA: String?
    }

    /// The Hive warehouse that Silver is in.
    public struct Hive: Sendable, Equatable {
        /// The metastore, `thrift://HOST:PORT`; nil when the folder layout tells where tables are.
        public var metastoreURI: String?
        /// The Hive database that holds the Silver tables.
        public var database = "accidents_warehouse"
    }

    /// The Spark cluster of the Spark engine.
    public struct Spark: Sendable, Equatable {
        /// The cluster's address.
        public var master = "local[*]"
        /// Memory of one executor, such as `2g`.
        public var executorMemory = "2g"
        /// Cores of one executor.
        public var executorCores = 2
        /// Partitions of a shuffle.
        public var shufflePartitions = 200
    }

    /// What is written to the log.
    public struct Logging: Sendable, Equatable {
        /// The level of every part.
        public var level = Logger.Level.info
        /// The level of Datamart's own parts, where it differs.
        public var datamartLevel: Logger.Level?
    }
}
