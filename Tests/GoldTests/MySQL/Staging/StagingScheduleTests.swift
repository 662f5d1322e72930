import Testing

@testable import GoldMySQL

/// What a publication does at the server, and when; no server is asked.
@Suite("MySQL store: staging schedule")
struct StagingScheduleTests {
    private struct Failure: Error, Equatable { var name: String }

    @Test("A year is created, sent, indexed and attached, any other table sent, indexed and analyzed; then tables are checked and switched")
    func steps() {
        var run = StagedRun(partitioned: [true, false])
        run.arrive([2016: 10])
        run.arrive([nil: 5], for: 1)
        #expect(run.events.isEmpty, "rows gather in memory")
        run.commit()
        run.endSteps()
        let steps = run.begun.map(String.init(describing:))
        #expect(steps.filter { $0.hasSuffix("0/2016") } == ["create 0/2016", "send 0/2016", "index 0/2016", "attach 0/2016"])
        #expect(steps.filter { $0.hasSuffix(" 0") } == ["assemble 0", "check 0"])
        #expect(steps.filter { $0.hasSuffix(" 1") } == ["send 1", "index 1", "analyze 1", "check 1"])
        #expect(run.events.last == "switch")
    }

    @Test("What has no rows: a table is indexed and checked all the same, a publication without tables is switched at once")
    func nothing() {
        var run = StagedRun(partitioned: [true, false])
        run.commit()
        run.endSteps()
        #expect(run.begun.map(String.init(describing:)) == ["assemble 0", "index 1", "check 0", "analyze 1", "check 1"])
        #expect(run.events.last == "switch")
        var empty = StagedRun(partitioned: [])
        empty.commit()
        #expect(empty.events == ["switch"])
    }

    @Test("Of what waits for a connection the largest goes first, and among equals what was decided on first")
    func orderBySize() {
        var run = StagedRun(partitioned: [true, false])
        run.arrive([2016: 10, 2017: 30, 2018: 20, 2019: 30])
        run.arrive([nil: 25], for: 1)
        run.commit()
        run.endSteps()
        let indexed = run.begun.filter { if case .index = $0.work { true } else { false } }
        #expect(indexed.map(\.part.description) == ["0/2017", "0/2019", "1", "0/2018", "0/2016"])
        #expect(run.events.filter { $0.hasPrefix("begin create") }.last == "begin create 0/2016")
    }

    @Test("As many steps load as there are connections, one is on the connection that publishes, and one part has one at a time")
    func connections() {
        var run = StagedRun(partitioned: [true, false], connections: 2)
        run.arrive([2016: 10, 2017: 30, 2018: 20])
        run.arrive([nil: 5], for: 1)
        run.commit()
        #expect(run.underWay.map(String.init(describing:)) == ["create 0/2017", "create 0/2018", "assemble 0"])
    }

    @Test("A year that no row has arrived for lately is indexed while others are read, and nothing else is")
    func idleYear() {
        var run = StagedRun(partitioned: [true, false], idleRows: 100)
        run.arrive([2016: 10, 2017: 10])
        run.arrive([nil: 500], for: 1)
        run.arrive([2017: 99])
        #expect(run.events.isEmpty)
        run.arrive([2017: 1])
        #expect(run.events == ["set aside 0/2016", "begin create 0/2016"])
        run.endSteps()
        #expect(run.begun.map(String.init(describing:)) == ["create 0/2016", "send 0/2016", "index 0/2016"])
        run.arrive([2017: 500])
        #expect(run.underWay.isEmpty, "it is indexed already")
        run.commit()
        run.endSteps()
        #expect(run.begun.filter { $0.part.year == 2016 }.map(String.init(describing:)).dropFirst(3) == ["attach 0/2016"])
    }

    @Test("A year that gets rows after it was indexed is reopened, and its runs are brought into one order")
    func reopenedYear() {
        var run = StagedRun(partitioned: [true], idleRows: 100)
        run.arrive([2016: 10])
        run.arrive([2017: 100])
        run.endSteps()
        run.arrive([2016: 7])
        run.commit()
        run.endSteps()
        let works = run.begun.filter { $0.part.year == 2016 }.map(\.work)
        #expect(
            works == [
                .create, .send(before: 0, bytes: 10), .index(rebuilding: false), .reopen, .send(before: 10, bytes: 7), .index(rebuilding: true),
                .attach,
            ])
    }

    @Test("When more waits than may, what has waited longest is sent; when more is on its way, whoever brings rows waits")
    func room() {
        var run = StagedRun(partitioned: [true], bufferBytes: 100)
        run.arrive([2016: 60])
        run.arrive([2017: 40])
        #expect(run.events.isEmpty)
        run.arrive([2017: 1])
        #expect(run.events == ["set aside 0/2016", "begin create 0/2016"])
        run.arrive([2018: 80])
        #expect(run.events.last == "set aside 0/2017" && run.schedule.isFull)
        run.endSteps { !$0.schedule.isFull }
        #expect(run.sent[.init(table: 0, year: 2016)] == 60)
        #expect(run.events.filter { $0 == "take rows" }.count == 1 && run.events.contains("end send 0/2016"))
        #expect(run.waiting == [.init(table: 0, year: 2018): 80])
    }

    @Test("A year is attached once its table is assembled, and a table is checked once every year is attached")
    func attaching() throws {
        var run = StagedRun(partitioned: [true], connections: 2)
        run.arrive([2016: 10, 2017: 20])
        run.commit()
        let assembly = try #require(run.underWay.first { $0.work == .assemble })
        while let step = run.underWay.first(where: { $0 != assembly }) { run.end(step) }
        #expect(run.underWay == [assembly] && run.begun.filter { $0.work == .attach }.isEmpty)
        run.end(assembly)
        #expect(run.underWay.map(\.work) == [.attach], "one at a time")
        run.endSteps { $0.underWay.map(\.work) == [.check] }
        #expect(run.begun.filter { $0.work == .attach }.count == 2)
        #expect(!run.events.contains("switch"))
        run.endSteps()
        #expect(run.events.last == "switch")
    }

    @Test("After the first failure nothing is begun, and it is what is told of", arguments: [false, true])
    func failure(isCommitting: Bool) throws {
        var run = StagedRun(partitioned: [true], connections: 2, bufferBytes: 10)
        run.arrive([2016: 10, 2017: 20, 2018: 30])
        if isCommitting { run.commit() }
        let count = run.begun.count
        let (first, second) = (run.underWay[0], run.underWay[1])
        run.end(first, throwing: Failure(name: "first"))
        run.end(second, throwing: Failure(name: "second"))
        run.arrive([2016: 100])
        #expect(run.begun.count == count)
        #expect(run.events.filter { $0 == "stop" }.count == 1 && !run.schedule.isFull)
        #expect(run.schedule.failure as? Failure == Failure(name: "first"))
        run.commit()
        run.endSteps()
        #expect(run.begun.count == count && !run.events.contains("switch"))
    }

    @Test("After a cancellation nothing is begun, whatever steps under way come to")
    func cancellation() {
        var run = StagedRun(partitioned: [true])
        run.arrive([2016: 10, 2017: 20])
        run.commit()
        let begun = run.begun
        run.cancel()
        run.endSteps()
        #expect(run.begun == begun && !run.events.contains("switch"))
        #expect(run.schedule.failure is CancellationError)
    }
}
