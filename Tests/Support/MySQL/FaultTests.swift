import Foundation

/// Tests that kill servers and wait for time-outs: minutes of work, run by `make test-faults` before a change of a store is handed on.
public enum FaultTests {
    /// Whether `DATAMART_TEST_FAULTS` asks for them.
    public static var areAsked: Bool { ProcessInfo.processInfo.environment["DATAMART_TEST_FAULTS"] != nil }
}
