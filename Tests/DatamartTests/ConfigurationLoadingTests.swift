import Foundation
import Logging
import TestSupport
import Testing

@testable import Datamart

/// Defaults, file, environment and flags: which one holds, and what is said when one is wrong.
@Suite struct ConfigurationLoadingTests {
    @Test func defaultsAreThoseOfTheDocuments() throws {
        let configuration = try DatamartConfiguration.load(environment: [:]).configuration
        #expect(configuration == DatamartConfiguration())
        #expect(configuration.pipeline.batchSize == 1000)
        #expect(configuration.pipeline.maxRetries == 3)
        #expect(configuration.pipeline.retryDelay == .seconds(5))
        #expect(configuration.thresholds.highDanger == 2.5)
        #expect(configuration.thresholds.hotspotMinAccidents == 50)
        #expect(configuration.thresholds.topHotspotsCount == 50)
        #expect(configuration.optimization.indexCreation == .auto)
        #expect(configuration.hive.database == "accidents_warehouse")
        #expect(configuration.gold == .sqlite(path: "gold.db"))
    }

    @Test func laterLayersHold() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("d.yaml", "datamart:\n  batch_size: 10\n  max_retries: 20\n  retry_delay: 30 s\nmysql.port: 40\n")
        let loaded = try DatamartConfiguration.load(
            file: file, environment: ["DATAMART_MAX_RETRIES": "21", "DATAMART_RETRY_DELAY": "31"],
            flags: [SettingFlag(name: "--set", key: "datamart.retry_delay", value: "250ms")])
        #expect(loaded.configuration.pipeline.batchSize == 10)
        #expect(loaded.configuration.pipeline.maxRetries == 21)
        #expect(loaded.configuration.pipeline.retryDelay == .milliseconds(250))
        #expect(loaded.configuration.mysql.port == 40)
        let origins = Dictionary(uniqueKeysWithValues: loaded.settings.map { ($0.setting.key, $0.origin.description) })
        #expect(origins["datamart.batch_size"] == "\(file):2")
        #expect(origins["datamart.max_retries"] == "environment DATAMART_MAX_RETRIES")
        #expect(origins["datamart.retry_delay"] == "flag --set")
        #expect(origins["mysql.port"] == "\(file):5")
        #expect(origins["mysql.pool_size"] == "default")
    }

    @Test func everyNameThatUsersHaveIsRead() throws {
        let environment = [
            "MYSQL_HOST": "db", "MYSQL_PORT": "3307", "MYSQL_DATABASE": "gold", "MYSQL_USER": "u", "MYSQL_PASSWORD": "p", "MYSQL_POOL_SIZE": "4",
            "HIVE_METASTORE_URI": "thrift://meta:9083", "HIVE_DATABASE": "h", "SPARK_MASTER": "yarn", "SPARK_EXECUTOR_MEMORY": "8G",
            "SPARK_EXECUTOR_CORES": "3", "SPARK_SQL_SHUFFLE_PARTITIONS": "7", "LOG_LEVEL": "WARNING", "LOG_DATAMART_LEVEL": "debug",
        ]
        let loaded = try DatamartConfiguration.load(environment: environment)
        let read = loaded.settings.filter { if case .environment = $0.origin { true } else { false } }
        #expect(Set(read.map(\.setting.environmentName)) == Set(environment.keys))
        #expect(loaded.configuration.mysql.poolSize == 4)
        #expect(loaded.configuration.spark.shufflePartitions == 7)
        #expect(loaded.configuration.logging == .init(level: .warning, datamartLevel: .debug))
        #expect(
            loaded.warnings.map { $0.prefix { $0 != " " } } == [
                "hive.metastore_uri", "spark.master", "spark.executor.memory", "spark.executor.cores", "spark.sql.shuffle.partitions",
            ])
        #expect(loaded.warnings.allSatisfy { $0.contains("has no effect") })
    }

    @Test func emptyIsNotSet() throws {
        let loaded = try DatamartConfiguration.load(environment: ["MYSQL_HOST": "", "DATAMART_BATCH_SIZE": "", "DATAMART_GOLD": ""])
        #expect(loaded.configuration == DatamartConfiguration())
        #expect(loaded.settings.allSatisfy { $0.origin == .default })
    }

    /// YAML text, and what the error must say (`FILE` stands for the path).
    @Test(arguments: [
        ("datamart:\n  batchsize: 5\n", #"FILE:2: unknown key "datamart.batchsize"; did you mean "datamart.batch_size"?"#),
        ("datamart:\n  gold: sqlite:a.db\n  kpi_thresholds:\n    top: 5\n", #"FILE:4: unknown key "datamart.kpi_thresholds.top""#),
        ("color: red\n", #"FILE:1: unknown key "color"; `datamart config` lists every key"#),
        ("mysql:\n  port: 70000\n", #"FILE:2: "70000" is not allowed for mysql.port; allowed is a whole number from 1 to 65535"#),
        ("mysql:\n  port: many\n", #"FILE:2: "many" is not allowed for mysql.port; allowed is a whole number from 1 to 65535"#),
        ("datamart:\n  retry_delay: 2 weeks\n", "allowed is seconds, or a number with ms, s or min from 0 s to 3600 s"),
        ("datamart:\n  quality:\n    max_rejected_share: .nan\n", "allowed is a number from 0 to 1"),
        ("log:\n  level: loud\n", #"allowed is trace, debug, info, notice, warning, error or critical"#),
        ("datamart:\n  optimization:\n    index_creation: sometimes\n", "allowed is auto or none"),
        ("datamart:\n  gold: gold.db\n", "allowed is sqlite:PATH, mysql://USER@HOST:PORT/DATABASE or none"),
        ("mysql:\n  host: [a, b]\n", #"FILE:2: "mysql.host" is not a single value"#),
        ("- a\n- b\n", "FILE:1: the file is not a tree of keys and values"),
        ("mysql: 5\n", #""mysql" is not a single value"#),
        ("mysql:\n  port: 1\n  port: 2\n", "not valid YAML"),
        ("mysql:\n\tport: 1\n", "not valid YAML"),
    ]) func aWrongFileIsNamed(yaml: String, said: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("d.yaml", yaml)
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(file: file, environment: [:]) }
        #expect(error?.description.contains(said.replacing("FILE", with: file)) == true, "\(String(describing: error))")
    }

    /// YAML text that holds a password, and what the error must say (`FILE` stands for the path).
    @Test(arguments: [
        ("mysql:\n  password: \"s3cret\n  port: 1\n", "FILE:4: not valid YAML, column 1: found unexpected end of stream"),
        ("mysql:\n  password: s3cret\n port: 1\n", "FILE:3: not valid YAML, column 2: did not find expected key"),
        ("mysql:\n  password: s3cret\n  password: s3cret\n", "FILE:2: not valid YAML, column 3: a key is there twice"),
        ("mysql:\n  password: [s3cret]\n", #"FILE:2: "mysql.password" is not a single value"#),
    ]) func aWrongFileKeepsItsPassword(yaml: String, said: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("d.yaml", yaml)
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(file: file, environment: [:]) }
        #expect(error?.description == said.replacing("FILE", with: file))
    }

    @Test func columnsAreAList() throws {
        let loaded = try DatamartConfiguration.load(environment: ["SILVER_COLUMNS": "ID, Severity,Start_Time"])
        #expect(loaded.configuration.silver.columns == ["ID", "Severity", "Start_Time"])
        #expect(loaded.settings.first { $0.setting.key == "silver.columns" }?.value == "ID,Severity,Start_Time")
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(environment: ["SILVER_COLUMNS": "ID,,City"]) }
        #expect(error?.description.contains("allowed is names separated by commas") == true)
    }

    @Test func aWrongVariableIsNamed() {
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(environment: ["MYSQL_PORT": "0"]) }
        #expect(error?.description == #"environment MYSQL_PORT: "0" is not allowed for mysql.port; allowed is a whole number from 1 to 65535"#)
    }

    @Test func aWrongFlagIsNamed() {
        let flag = SettingFlag(name: "--set", key: "mysql.prot", value: "1")
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(environment: [:], flags: [flag]) }
        #expect(error?.description == #"flag --set: unknown key "mysql.prot"; did you mean "mysql.port"?"#)
    }

    @Test func aNamedFileMustExist() {
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(file: "/nowhere/d.yaml", environment: [:]) }
        #expect(error?.code == .unreadable)
    }

    @Test(arguments: ["", "# nothing\n", "datamart:\n", "---\n"]) func anEmptyFileSetsNothing(yaml: String) throws {
        let folder = try TemporaryFolder()
        let loaded = try DatamartConfiguration.load(file: try folder.write("d.yaml", yaml), environment: [:])
        #expect(loaded.configuration == DatamartConfiguration())
    }

    @Test func variablesThatLookMeantWarn() throws {
        let loaded = try DatamartConfiguration.load(environment: ["DATAMART_GLOD": "none", "DATAMART_TEST_DATA": "/d", "PATH": "/bin"])
        #expect(loaded.warnings == ["environment variable DATAMART_GLOD is no setting; did you mean DATAMART_GOLD?"])
    }
}
