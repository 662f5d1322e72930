import Testing

@testable import GoldMySQL

/// Who gets a connection when, and how many there are; no server is asked.
@Suite("MySQL store: connections")
struct MySQLPoolTests {
    @Test("Who comes first gets a connection first, and no more are lent than may be open")
    func order() async throws {
        let pool = MySQLPool(MySQLServer(host: "127.0.0.1", port: 1, database: "none", user: "nobody"), limit: 1)
        let served = Served()
        let held = await pool.take()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, name) in ["first", "second", "third"].enumerated() {
                group.addTask { try await pool.withSession { _ in await served.append(name) } }
                while await pool.waiting.count <= index { await Task.yield() }
            }
            #expect(await served.names.isEmpty)
            await pool.give(held)
            try await group.waitForAll()
        }
        #expect(await served.names == ["first", "second", "third"])
    }

    @Test(
        "One loader per thread of the server's pool, two at least and four at most, and two connections are left for other things",
        arguments: [(10, nil, 4), (10, 2, 2), (10, 1, 2), (10, 3, 3), (10, 64, 4), (5, 64, 3), (3, 64, 1), (1, nil, 1)] as [(Int, Int?, Int)])
    func loaders(_ poolSize: Int, _ threads: Int?, _ expected: Int) {
        var options = MySQLOptions()
        options.poolSize = poolSize
        #expect(options.loaders(threads: threads) == expected)
    }

    private actor Served {
        private(set) var names: [String] = []
        func append(_ name: String) { names.append(name) }
    }
}
