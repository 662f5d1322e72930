import Testing

@testable import Datamart

/// Where Gold goes, and that no password shows.
@Suite struct ConfigurationGoldTests {
    /// Environment and flag, and the target as it is shown.
    @Test(
        arguments: [
            ([:], nil, "sqlite:gold.db"),
            (["MYSQL_HOST": "db"], nil, "mysql://db:3306/accidents_lakehouse"),
            (["MYSQL_HOST": "db", "MYSQL_USER": "u", "MYSQL_PASSWORD": "s3cret"], nil, "mysql://u:***@db:3306/accidents_lakehouse"),
            (["MYSQL_HOST": "db", "DATAMART_GOLD": "sqlite:x.db"], nil, "sqlite:x.db"),
            (["MYSQL_HOST": "db", "DATAMART_GOLD": "sqlite:x.db"], "none", "none"),
            (["MYSQL_PORT": "1", "MYSQL_PASSWORD": "s3cret"], "mysql://u@h/g", "mysql://u:***@h:1/g"),
            ([:], "mysql://u:s3cret@h:9/g", "mysql://u:***@h:9/g"),
            ([:], "sqlite:///a/b.db", "sqlite:/a/b.db"),
            ([:], "sqlite:a b/ü.db", "sqlite:a b/ü.db"),
        ] as [([String: String], String?, String)])
    func theFirstThatIsSaidHolds(environment: [String: String], flag: String?, shown: String) throws {
        let flags = flag.map { [SettingFlag(name: "--gold", key: "datamart.gold", value: $0)] } ?? []
        let loaded = try DatamartConfiguration.load(environment: environment, flags: flags)
        #expect(loaded.configuration.gold.description == shown)
        #expect(!loaded.settings.contains { $0.value?.contains("s3cret") == true })
    }

    @Test(arguments: ["gold.db", "sqlite:", "sqlite://host/a.db", "mysql://", "mysql:///db", "mysql://h:99999/d", "mysql://h/a/b", "postgres://h/d"])
    func anythingElseIsRefused(text: String) {
        #expect(GoldTarget(settingText: text) == nil)
    }

    @Test func aPasswordInTheURLWarnsAndIsMasked() throws {
        let flag = SettingFlag(name: "--gold", key: "datamart.gold", value: "mysql://u:p%40ss@h/g")
        let loaded = try DatamartConfiguration.load(environment: [:], flags: [flag])
        #expect(loaded.warnings.count == 1)
        #expect(loaded.warnings.first?.contains("flag --gold") == true)
        #expect(loaded.secrets == ["p@ss"])
        guard case .mysql(let address) = loaded.configuration.gold else { return #expect(Bool(false), "not MySQL") }
        #expect(address.password == "p@ss")
    }

    @Test(arguments: ["mysql://u:s3cret@h:99999/g", "mysql://u:s3cret", "mysql:u:s3cret", "mysql://h/g?password=s3cret"])
    func aPasswordInAWrongURLIsNotRepeated(url: String) {
        let flag = SettingFlag(name: "--gold", key: "datamart.gold", value: url)
        let error = #expect(throws: ConfigurationError.self) { try DatamartConfiguration.load(environment: [:], flags: [flag]) }
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test(arguments: [
        ("thrift://u:s3cret@h:9083", "thrift://u:***@h:9083"), ("thrift://:s3/cr@et@h", "thrift://:***@h"), ("thrift://h:9083", "thrift://h:9083"),
    ])
    func aPasswordInAnotherAddressIsMasked(address: String, shown: String) throws {
        let loaded = try DatamartConfiguration.load(environment: ["HIVE_METASTORE_URI": address])
        #expect(loaded.settings.first { $0.setting.key == "hive.metastore_uri" }?.value == shown)
        #expect(loaded.configuration.hive.metastoreURI == address)
    }

    @Test func goldFollowsFromTheHost() throws {
        let loaded = try DatamartConfiguration.load(environment: ["MYSQL_HOST": "db"])
        #expect(loaded.settings.first { $0.setting.key == "datamart.gold" }?.origin == .derived(from: "mysql.host"))
    }
}
