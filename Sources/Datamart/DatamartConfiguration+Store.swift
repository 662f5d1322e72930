import Gold
import GoldMySQL
import GoldSQLite

extension DatamartConfiguration {
    /// The store that the configuration names. Nil: Gold is computed and checked, and published nowhere.
    var store: (any GoldStore)? {
        switch gold {
        case .none: nil
        case .sqlite(let path): SQLiteGoldStore(path: path)
        case .mysql(let address): MySQLGoldStore(server(address), options: mysqlOptions)
        }
    }

    /// The reader of the Gold that the configuration names. Nil: there is none.
    var reader: (any GoldReader)? {
        switch gold {
        case .none: nil
        case .sqlite(let path): SQLiteGoldReader(path: path)
        case .mysql(let address): MySQLGoldReader(server(address), retry: mysqlOptions.retry)
        }
    }

    /// The server at `address`, reached as the settings say.
    func server(_ address: MySQLAddress) -> MySQLServer {
        let address = address.completed(by: mysql)
        return MySQLServer(
            host: address.host, port: address.port ?? mysql.port, database: address.database ?? mysql.database, user: address.user,
            password: address.password, tls: mysql.sslMode, certificateAuthority: mysql.sslCA)
    }

    /// How Gold is published to a server.
    var mysqlOptions: MySQLOptions {
        var options = MySQLOptions()
        options.poolSize = mysql.poolSize
        options.batchSize = pipeline.batchSize
        options.retry = RetryPolicy(retries: pipeline.maxRetries, delay: pipeline.retryDelay)
        options.isPartitioned = optimization.enablePartitioning
        options.hasIndexes = optimization.indexCreation == .auto
        return options
    }
}
