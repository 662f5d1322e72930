import Statistics
import Testing

@Suite struct IntervalTests {
    private struct CountCase: Decodable {
        let events: Int64
        let low, high: Double
    }
    private struct ShareCase: Decodable {
        let successes, trials: Int64
        let low, high: Double
    }

    @Test func garwood() throws {
        for item in try expected("garwood", as: CountCase.self) {
            let interval = ConfidenceInterval.garwood(events: item.events)
            #expect(agree(interval.low, item.low), "\(item): \(interval)")
            #expect(agree(interval.high, item.high), "\(item): \(interval)")
        }
    }

    @Test func garwoodGolden() {
        let seven = ConfidenceInterval.garwood(events: 7)
        #expect(near(seven.low, 2.8144, 5e-5) && near(seven.high, 14.4227, 5e-5))
        let none = ConfidenceInterval.garwood(events: 0)
        #expect(none.low == 0 && near(none.high, 3.6889, 5e-5))
    }

    @Test func byar() throws {
        for item in try expected("byar", as: CountCase.self) {
            let interval = ConfidenceInterval.byar(events: item.events)
            #expect(agree(interval.low, item.low), "\(item): \(interval)")
            #expect(agree(interval.high, item.high), "\(item): \(interval)")
        }
    }

    @Test func byarIsWithinOnePercentOfExactFromTenEventsOn() {
        for events in Int64(10)...500 {
            let approximate = ConfidenceInterval.byar(events: events)
            let exact = ConfidenceInterval.garwood(events: events)
            #expect(agree(approximate.low, exact.low, within: 0.01) && agree(approximate.high, exact.high, within: 0.01), "\(events)")
        }
    }

    @Test func wilson() throws {
        for item in try expected("wilson", as: ShareCase.self) {
            let interval = ConfidenceInterval.wilson(successes: item.successes, trials: item.trials)
            #expect(agree(interval?.low, item.low), "\(item): \(String(describing: interval))")
            #expect(agree(interval?.high, item.high), "\(item): \(String(describing: interval))")
        }
        #expect(ConfidenceInterval.wilson(successes: 0, trials: 0) == nil)
    }

    @Test func wilsonGolden() {
        let interval = ConfidenceInterval.wilson(successes: 11, trials: 249)
        #expect(near(interval?.low, 0.024844, 5e-7) && near(interval?.high, 0.077360, 5e-7))
    }
}
