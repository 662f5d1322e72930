import Gold
import Testing

extension GoldStoreConformance {
    /// What readers answer.
    static let reading: [ConformanceCheck] = [
        ConformanceCheck("every value is read as it was published") { probe in
            let (fixture, reader) = try await published(probe)
            let found = try await reader.rows(GoldQuery(fixture.table, order: [.init("id")]))
            #expect(found.columns == fixture.table.columns)
            #expect(found.rows == fixture.rows)
            #expect(found.firstCursor == nil && found.lastCursor == nil && !found.hasMore)
        },
        ConformanceCheck("columns come in the order asked for, and rows by the limit") { probe in
            let (fixture, reader) = try await published(probe)
            let found = try await reader.rows(GoldQuery(fixture.table, columns: ["day", "key"], order: [.init("id", descending: true)], limit: 7))
            #expect(found.rows == fixture.rows.suffix(7).reversed().map { [$0[fixture.index("day")], $0[fixture.index("key")]] })
            #expect(found.columns.map(\.name) == ["day", "key"])
            #expect(try found.first?.value("key") == found.rows.first?[1])
            await expectError(.usage) { _ = try found.first?.value("kind") }
        },
        ConformanceCheck("conditions of every kind") { probe in
            let (fixture, reader) = try await published(probe)
            for column in fixture.table.columns {
                for (condition, expected) in fixture.conditions(on: column) {
                    let found = try await reader.rows(GoldQuery(fixture.table, where: [condition], order: [.init("id")]))
                    #expect(found.rows == expected, "\(condition)")
                }
            }
        },
        ConformanceCheck("all conditions must hold") { probe in
            let (fixture, reader) = try await published(probe)
            let conditions: [GoldCondition] = [.isNotNull("small"), .equals("flag", true), .lessThan("day", .date(18_321)), .hasPrefix("key", "x")]
            let expected = fixture.rows.filter { row in
                func value(_ column: String) -> GoldValue { row[fixture.index(column)] }
                guard case .date(let day) = value("day"), case .text(let key) = value("key") else { return false }
                return value("small") != .null && value("flag") == true && day < 18_321 && key.hasPrefix("x")
            }
            #expect(try await reader.rows(GoldQuery(fixture.table, where: conditions, order: [.init("id")])).rows == expected)
        },
        ConformanceCheck("pages in both directions over ties and nulls") { probe in
            let (fixture, reader) = try await published(probe)
            for order in ReadingFixture.orders {
                let expected = fixture.sorted(by: GoldQuery(fixture.table, order: order).totalOrder)
                for limit in [1, 7, expected.count] {
                    let forward = try await pages(reader, fixture, order, limit, from: .first)
                    #expect(forward.joined().map(\.self) == expected, "\(order), \(limit) a page")
                    let backward = try await pages(reader, fixture, order, limit, from: .last)
                    #expect(backward.reversed().joined().map(\.self) == expected, "\(order), \(limit) a page, backwards")
                }
            }
        },
        ConformanceCheck("a page goes on from any row, in either direction, whatever columns are asked for") { probe in
            let (fixture, reader) = try await published(probe)
            for order in ReadingFixture.orders {
                var query = GoldQuery(fixture.table, columns: ["id"], order: order, limit: 5)
                let expected = fixture.sorted(by: query.totalOrder)
                for place in stride(from: 0, to: expected.count, by: 6) {
                    let cursor = GoldCursor(query.totalOrder.map { expected[place][fixture.index($0.column)] })
                    query.page = .after(cursor)
                    let after = try await reader.rows(query)
                    #expect(after.rows == expected[(place + 1)...].prefix(5).map { [$0[0]] }, "\(order) after \(place)")
                    #expect(after.hasMore == (place + 6 < expected.count))
                    query.page = .before(cursor)
                    let before = try await reader.rows(query)
                    #expect(before.rows == expected[..<place].suffix(5).map { [$0[0]] }, "\(order) before \(place)")
                    #expect(before.hasMore == (place > 5))
                }
            }
        },
        ConformanceCheck("sums by groups are those of the rows") { probe in
            let (fixture, reader) = try await published(probe)
            let positive: [GoldCondition] = [.greaterThan("small", 0)]
            for groups in [[], ["kind"], ["flag", "kind"], ["day"]] {
                for conditions in [[], positive] {
                    let query = GoldQuery(fixture.table, summing: ["small"], by: groups, where: conditions, order: groups.map { .init($0) })
                    let found = try await reader.rows(query)
                    #expect(found.columns.map(\.name) == groups + ["small"])
                    let expected = fixture.sums(of: "small", by: groups, positive: !conditions.isEmpty)
                    #expect(Set(found.rows) == Set(expected) && found.count == expected.count, "\(groups) \(conditions)")
                }
            }
        },
        ConformanceCheck("groups are ordered by their sums, and paged by what they are grouped by") { probe in
            let (fixture, reader) = try await published(probe)
            let all = fixture.sums(of: "small", by: ["name", "kind"])
            let order = [GoldQuery.Order("small", descending: true), .init("name"), .init("kind")]
            let largest = try await reader.rows(GoldQuery(fixture.table, summing: ["small"], by: ["name", "kind"], order: order, limit: 4))
            let sumRank = largest.columns[2].rank
            #expect(largest.rows.map { $0[2] } == Array(all.map { $0[2] }.sorted { sumRank($1) < sumRank($0) }.prefix(4)))
            var query = GoldQuery(fixture.table, summing: ["small"], by: ["name", "kind"], order: [.init("kind")], limit: 3)
            var found: [[GoldValue]] = []
            var next: GoldPage? = .first
            while let page = next {
                query.page = page
                let rows = try await reader.rows(query)
                found += rows.rows
                next = rows.hasMore ? rows.lastCursor.map { .after($0) } : nil
            }
            #expect(Set(found) == Set(all) && found.count == all.count)
            let rank = fixture.table.columns[fixture.index("kind")].rank
            #expect(found.map { rank($0[1]) } == all.map { rank($0[1]) }.sorted())
        },
        ConformanceCheck("sums of doubles") { probe in
            try await publish(probe.makeStore(), "r1", [(.aggCity, [try GoldFixture.cities()])])
            let query = GoldQuery(.aggCity, summing: ["accident_count", "expected_score"], by: ["state"], order: [.init("state")])
            #expect(try await probe.makeReader().rows(query).rows == [["CA", 6, 1.75], ["TX", 4, 0.5]])
        },
        ConformanceCheck("what does not fit its table is refused, and said") { probe in
            let (fixture, reader) = try await published(probe)
            for (query, words) in ReadingFixture.misuses(of: fixture.table) {
                let error = await expectError(.usage) { _ = try await reader.rows(query) }
                #expect(error?.table == "every_type" && error?.message.contains(words) == true, "\(error?.message ?? "")")
            }
        },
        ConformanceCheck("a damaged value is named, with its column and the query") { probe in
            let (fixture, reader) = try await published(probe)
            try probe.execute("UPDATE every_type SET flag = 2 WHERE id = 7")
            let error = await expectError(.damaged) { _ = try await reader.rows(GoldQuery(fixture.table, where: [.isNotNull("id")])) }
            let damage = try #require(error?.cause as? DamagedValue)
            #expect(error?.table == "every_type" && error?.store != nil)
            #expect((damage.table, damage.column, damage.found, damage.expected) == ("every_type", "flag", "2", "0 or 1"))
            #expect(damage.sql.hasPrefix("SELECT ") && damage.sql.contains("every_type"))
            #expect(try await reader.rows(GoldQuery(fixture.table, columns: ["key"])).count == fixture.rows.count)
        },
        ConformanceCheck("damaged partitions are not known") { probe in
            let store = try probe.makeStore()
            let partition = PublishedPartition(name: "p", fingerprint: "0123456789abcdef", months: [24_193], rows: 7)
            let batch = try PublishedPartition.batch(of: [partition])
            try await publish(store, "r1", GoldCatalog.content.map { ($0, $0 == .datamartPartitions ? [batch] : []) })
            let query = try NamedQuery.partitions.query()
            #expect(try await probe.makeReader().rows(query).map(PublishedPartition.init) == [partition])
            try probe.execute("UPDATE datamart_partitions SET months = '24193,May'")
            let rows = try await probe.makeReader().rows(query)
            let error = #expect(throws: GoldError.self) { try rows.map(PublishedPartition.init) }
            #expect(error?.code == .damaged && error?.message.contains("column months holds 24193,May") == true)
            #expect(try await store.publishedPartitions() == nil)
        },
        ConformanceCheck("where nothing is published there is nothing to read") { probe in
            let reader = try probe.makeReader()
            let query = GoldQuery(.kpisSecurity)
            let error = await expectError(.unreachable) { _ = try await reader.rows(query) }
            #expect(error?.message.contains("nothing has been published there yet") == true)
            let store = try probe.makeStore()
            try await store.record(GoldFixture.run("r1", status: .failed))
            await expectError(.unreachable) { _ = try await reader.rows(query) }
            #expect(try await reader.rows(NamedQuery.version.query()).isEmpty)
            #expect(try await reader.rows(NamedQuery.runs.query()).map(RunRecord.init) == store.ledger(limit: 2))
            try await publish(store, "r2", [(.accidentsSummary, [])])
            let missing = await expectError(.unreachable) { _ = try await reader.rows(query) }
            #expect(missing?.message.contains("has no such table") == true && missing?.table == "kpis_security")
        },
        ConformanceCheck("a version without a column that is asked for is named") { probe in
            var older = GoldFixture.everyType
            older.columns.removeLast()
            try await publish(probe.makeStore(), "r1", [(older, [])])
            let error = await expectError(.unreachable) { _ = try await probe.makeReader().rows(GoldQuery(GoldFixture.everyType)) }
            #expect(error?.message.contains("lacks a column") == true && "\(error.map(String.init(describing:)) ?? "")".contains("kind"))
        },
        ConformanceCheck("a reader stays, and sees what is published next") { probe in
            let (store, reader) = (try probe.makeStore(), try probe.makeReader())
            for number in 1...3 {
                try await publish(store, "r\(number)", [(.accidentsSummary, [GoldFixture.accidents(0, count: number)])])
                #expect(try await reader.rows(GoldQuery(.accidentsSummary)).count == number)
                let version = try #require(try await reader.rows(NamedQuery.version.query()).first.map(PublishedVersion.init))
                #expect(version.number == Int64(number) && version.runID == "r\(number)" && version.publishedAt == 1_700_000_060)
            }
        },
        ConformanceCheck("several questions are answered from one version") { probe in
            let (store, reader) = (try probe.makeStore(), try probe.makeReader())
            try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 1)])])
            let queries = [try NamedQuery.version.query(), GoldQuery(.accidentsSummary, columns: ["id"])]
            let publishing = Task {
                for number in 2...5 { try await publish(store, "r\(number)", [(.accidentsSummary, [GoldFixture.accidents(0, count: number)])]) }
            }
            var last = 0
            while last < 5 {
                let answers = try await reader.rows(queries)
                last = Int(try #require(try answers[0].first?.required("version") as Int64?))
                #expect(answers[1].count == last)
                if answers[1].count != last { break }
            }
            try await publishing.value
        },
        ConformanceCheck("every named query is answered") { probe in
            try await publish(probe.makeStore(), "r1", GoldCatalog.content.map { ($0, []) })
            let reader = try probe.makeReader()
            for named in NamedQuery.all {
                let given = try named.query(named.examples)
                let count = try await reader.rows(given).count
                #expect(count == (GoldCatalog.ledger.contains(named.table) ? 1 : 0), "\(named.name)")
            }
        },
    ]

    /// A store of ``ReadingFixture``, and its reader.
    private static func published(_ probe: any GoldStoreProbe) async throws -> (ReadingFixture, any GoldReader) {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("reading: seed \(seed)")
        let fixture = ReadingFixture(seed: seed)
        try await publish(probe.makeStore(), "r1", [(fixture.table, [try fixture.batch])])
        return (fixture, try probe.makeReader())
    }

    /// Every page from one end to the other, in the order in which they are read.
    private static func pages(
        _ reader: any GoldReader, _ fixture: ReadingFixture, _ order: [GoldQuery.Order], _ limit: Int, from end: GoldPage
    ) async throws -> [[[GoldValue]]] {
        var query = GoldQuery(fixture.table, order: order, limit: limit)
        var pages: [[[GoldValue]]] = []
        var next: GoldPage? = end
        while let page = next {
            query.page = page
            let answer = try await reader.rows(query)
            pages.append(answer.rows)
            let cursor: GoldPage? = end == .first ? answer.lastCursor.map { .after($0) } : answer.firstCursor.map { .before($0) }
            next = answer.hasMore ? cursor : nil
        }
        return pages
    }
}
