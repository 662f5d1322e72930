extension Setting {
    /// Every setting, in the order of the documents.
    public static let all: [Setting] = datamart + silver + thresholds + qualityGates + optimization + mysql + hive + spark + log

    private static let datamart = [
        Setting("datamart.silver", \.silver.warehouse, "The warehouse folder that Silver is in."),
        Setting(
            "datamart.gold", \.goldTarget,
            "Where Gold is published. Not set: MySQL when `mysql.host` is set, else `sqlite:gold.db`. A password does not belong here."),
        Setting(
            "datamart.state", \.pipeline.state,
            "The folder in which cubes are kept, so that a run scans only what changed. Not set: the name of an SQLite Gold and `.state`, else "
                + "`datamart.state`; nothing is kept with `--gold none`."),
        Setting(
            "datamart.batch_size", \.pipeline.batchSize, in: 1...1_000_000,
            "Rows in one transaction where a MySQL server takes no loads and rows have to be inserted."),
        Setting("datamart.max_retries", \.pipeline.maxRetries, in: 0...100, "How often a step that failed for a passing reason is tried again."),
        Setting("datamart.retry_delay", \.pipeline.retryDelay, in: .zero ... .seconds(3600), "The pause before such a step is tried again."),
    ]

    private static let silver = [
        Setting(
            "silver.columns", \.silver.columns,
            "The table's columns in order, for ORC files that name theirs `_col0`, `_col1` … Not set: files name their columns."),
        Setting(
            "silver.drop_copies", \.silver.dropsCopies,
            "Whether an accident that equals another of its month in all columns read but the ID is rejected."),
        Setting(
            "silver.compare_footers", \.silver.comparesFooters,
            "Whether a changed file is recognized by a hash over its footer as well, besides its size and time."),
    ]

    private static let thresholds = [
        Setting(
            "datamart.kpi_thresholds.high_danger_threshold", \.thresholds.highDanger, in: 0...10,
            "The danger index from which `danger_level` of `kpis_security` is high."),
        Setting(
            "datamart.kpi_thresholds.hotspot_min_accidents", \.thresholds.hotspotMinAccidents, in: 1...1_000_000_000,
            "Accidents from which a city or a zone can be ranked as a hotspot."),
        Setting(
            "datamart.kpi_thresholds.hotspot_radius_miles", \.thresholds.hotspotRadiusMiles, in: 0.1...10,
            "How far from its seed a hotspot zone reaches, in miles."),
        Setting("datamart.kpi_thresholds.top_hotspots_count", \.thresholds.topHotspotsCount, in: 1...100_000, "Hotspot ranks that are given."),
    ]

    private static let qualityGates = [
        Setting(
            "datamart.quality.max_rejected_share", \.qualityGates.maxRejectedShare, in: 0...1,
            "The largest share of rejected rows; above it a run stops and publishes nothing."),
        Setting(
            "datamart.quality.min_completeness", \.qualityGates.minCompleteness, in: 0...1,
            "The smallest share of filled values in each Gold table; below it a run stops and publishes nothing."),
    ]

    private static let optimization = [
        Setting(
            "datamart.optimization.enable_query_cache", \.optimization.enableQueryCache, "Whether a MySQL Gold may use the server's query cache."
        ).withoutEffect(because: "whether queries are cached is the server's own setting, and MySQL 8 has no such cache"),
        Setting("datamart.optimization.enable_partitioning", \.optimization.enablePartitioning, "Whether a MySQL Gold is partitioned by year."),
        Setting(
            "datamart.optimization.index_creation", \.optimization.indexCreation,
            "Whether the secondary indexes that the tables declare are made (`auto`) or left out (`none`)."),
    ]

    private static let mysql = [
        Setting("mysql.host", \.mysql.host, "The server. Setting it makes MySQL the place of Gold unless `datamart.gold` says otherwise."),
        Setting("mysql.port", \.mysql.port, in: 1...65535, "The server's port."),
        Setting("mysql.database", \.mysql.database, "The database that Gold is published to."),
        Setting("mysql.user", \.mysql.user, "The account."),
        Setting("mysql.password", \.mysql.password, secret: true, "The account's password. Best given in the environment."),
        Setting("mysql.pool_size", \.mysql.poolSize, in: 1...1000, "Connections held open at most; three are used at least."),
        Setting(
            "mysql.ssl_mode", \.mysql.sslMode,
            "Whether the connection is encrypted: `preferred` when the server can, `verify_identity` only with a valid certificate for its host."),
        Setting("mysql.ssl_ca", \.mysql.sslCA, "The file with the certificates that `verify_identity` trusts. Not set: those of the system."),
    ]

    private static let hive = [
        Setting(
            "hive.metastore_uri", \.hive.metastoreURI, allowed: "thrift://HOST:PORT", where: { $0.hasPrefix("thrift://") },
            "The metastore that knows where tables are. Not set: the folder layout tells."
        ).withoutEffect(because: "the metastore is not asked yet; --silver names the folder"),
        Setting("hive.database", \.hive.database, "The Hive database that holds the Silver tables."),
    ]

    private static let spark = [
        Setting("spark.master", \.spark.master, "The cluster that the Spark engine connects to."),
        Setting(
            "spark.executor.memory", \.spark.executorMemory, allowed: "a size such as 512m or 4g",
            where: { $0.wholeMatch(of: /[1-9][0-9]*[kmgt]b?/.ignoresCase()) != nil }, "Memory of one executor."),
        Setting("spark.executor.cores", \.spark.executorCores, in: 1...1024, "Cores of one executor."),
        Setting("spark.sql.shuffle.partitions", \.spark.shufflePartitions, in: 1...100_000, "Partitions of a shuffle."),
    ].map { $0.withoutEffect(because: "cubes are filled on this machine; there is no Spark engine yet") }

    private static let log = [
        Setting("log.level", \.logging.level, "The least important level that is logged."),
        Setting("log.datamart_level", \.logging.datamartLevel, "The same for Datamart's own messages. Not set: as `log.level`."),
    ]
}
