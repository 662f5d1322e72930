import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Observability

/// What a log line looks like, and what never stands in one.
@Suite struct LoggingTests {
    /// Lines in place of standard error.
    private final class Lines: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
        func output(_ format: LogOutput.Format = .json, secrets: [String] = []) -> LogOutput {
            LogOutput(format: format, secrets: secrets, now: { 1_700_000_000_123_456_789 }) { line in
                self.bytes.withLock { $0 += line }
            }
        }
        func logger(_ format: LogOutput.Format = .json, levels: LogLevels = LogLevels(all: .trace), secrets: [String] = []) -> Logger {
            Logger(label: "datamart.test") { DatamartLogHandler(label: $0, levels: levels, output: self.output(format, secrets: secrets)) }
        }
    }

    private struct Failure: Error {}

    @Test func fieldsFollowInOrderOfNames() {
        let lines = Lines()
        var logger = lines.logger()
        logger[metadataKey: "run_id"] = "r1"
        logger.info("run finished", metadata: ["tables_exported": .stringConvertible(2), "data_quality_score": .stringConvertible(0.98)])
        let head = #"{"timestamp":"2023-11-14T22:13:20.123Z","application":"datamart","level":"info","message":"run finished","#
        #expect(lines.text == head + #""data_quality_score":0.98,"run_id":"r1","tables_exported":2}"# + "\n")
    }

    @Test func nestedFieldsAreFlattened() {
        let lines = Lines()
        let stages: Logger.MetadataValue = ["scan": ["seconds": .stringConvertible(1.5)], "names": ["a", .stringConvertible(true)]]
        lines.logger().info("m", metadata: ["stage": stages, "level": "high", "none": .stringConvertible(Double.nan)])
        #expect(lines.text.contains(#""field.level":"high","none":"nan","stage.names":["a",true],"stage.scan.seconds":1.5}"#))
    }

    @Test func anErrorIsAField() {
        let lines = Lines()
        lines.logger().error("m", error: Failure())
        #expect(lines.text.contains(#""error":"Failure()""#))
    }

    @Test func levelsDependOnTheLabel() {
        let levels = LogLevels(all: .error, datamart: .debug)
        #expect(levels.level(of: "datamart.run") == .debug)
        #expect(levels.level(of: "grdb") == .error)
        #expect(LogLevels(all: .error).level(of: "datamart") == .error)
        let lines = Lines()
        lines.logger(levels: LogLevels(all: .warning)).info("quiet")
        #expect(lines.text.isEmpty)
    }

    @Test(arguments: [LogOutput.Format.json, .console(colors: false, onTerminal: false)])
    func secretsAreMaskedEverywhere(format: LogOutput.Format) {
        let lines = Lines()
        let nested: Logger.MetadataValue = ["list": ["x s3cret y"], "plain": "s3cret"]
        lines.logger(format, secrets: ["s3cret", ""]).error("with s3cret", error: Failure(), metadata: ["url": "mysql://u:s3cret@h", "n": nested])
        #expect(!lines.text.contains("s3cret"))
        #expect(lines.text.contains("mysql://u:***@h"))
    }

    @Test func aShortSecretIsMaskedWhereItIsTheValue() {
        let lines = Lines()
        lines.logger(secrets: ["s"]).info("run finished", metadata: ["user": "s", "tables": ["s", "accidents"], "silver": "warehouses"])
        #expect(lines.text.contains(#""level":"info","message":"run finished","silver":"warehouses","tables":["***","accidents"],"user":"***"}"#))
    }

    @Test func peopleGetPlainLines() {
        let lines = Lines()
        lines.logger(.console(colors: false, onTerminal: false)).notice("done \u{1B}[31m", metadata: ["n": .stringConvertible(3), "t": "a b"])
        #expect(lines.text == "22:13:20 notice   done \u{FFFD}[31m  n=3 t=\"a b\"\n")
    }

    @Test func colorsAndProgressBarsBelongToTerminals() {
        let lines = Lines()
        lines.logger(.console(colors: true, onTerminal: true)).warning("w")
        #expect(lines.text == "\r\u{1B}[2K22:13:20 \u{1B}[33mwarning \u{1B}[0m w\n")
        #expect(LogOutput.Format.detected(isTerminal: false, environment: [:]) == .json)
        #expect(LogOutput.Format.detected(isTerminal: true, environment: [:]) == .console(colors: true, onTerminal: true))
        #expect(LogOutput.Format.detected(isTerminal: true, environment: ["NO_COLOR": "1"]) == .console(colors: false, onTerminal: true))
        #expect(LogOutput.Format.detected(isTerminal: true, environment: ["TERM": "dumb"]) == .console(colors: false, onTerminal: false))
    }

    /// Days around every irregularity of the calendar, against Foundation's.
    @Test func timesAreThoseOfTheCalendar() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in stride(from: Int64(-80_000), through: 80_000, by: 1) where day % 17 == 0 || day % 365 < 3 {
            let milliseconds = day * 86_400_000 + (day * 7919 % 86_400_000 + 86_400_000) % 86_400_000
            let expected = Date(timeIntervalSince1970: (Double(milliseconds) + 0.5) / 1000).formatted(style)
            guard UTCTime(nanoseconds: milliseconds * 1_000_000).description == expected else {
                #expect(UTCTime(nanoseconds: milliseconds * 1_000_000).description == expected)
                return
            }
        }
    }

    /// Every Unicode scalar goes through Python's json and comes back.
    @Test(.enabled(if: Python.path != nil)) func stringsAreThoseOfPythonsJSON() throws {
        let scalars = (0...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }
        let chunks = stride(from: 0, to: scalars.count, by: 5000).map { start in
            String(String.UnicodeScalarView(scalars[start..<min(start + 5000, scalars.count)]))
        }
        let folder = try TemporaryFolder()
        var lines: [UInt8] = []
        for chunk in chunks {
            appendJSONString(chunk, to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        let file = try folder.write("lines.jsonl", String(decoding: lines, as: UTF8.self))
        let script = """
            import json, sys
            text = "".join(json.loads(line) for line in open(sys.argv[1], "rb"))
            wanted = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
            print("same" if [ord(c) for c in text] == wanted else "different")
            """
        #expect(try Python.output(script, file) == "same\n")
    }
}
