import Testing

/// A check that every kind of store must pass, by name. Checks are declared as members of the lists of
/// ``GoldStoreConformance`` and nowhere else, so that none can be written and not run.
struct ConformanceCheck: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (any GoldStoreProbe) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (any GoldStoreProbe) async throws -> Void) {
        testDescription = name
        self.run = run
    }
}
