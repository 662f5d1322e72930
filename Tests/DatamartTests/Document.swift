import Foundation
import TestSupport
import Testing

/// A document that is generated from the program. `DATAMART_TEST_RECORD=1` rewrites it (and fails the test once, so
/// that recording is never mistaken for passing).
struct Document {
    let file: URL

    init(_ path: String) { file = projectFolder.appending(path: path) }

    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["DATAMART_TEST_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(file.lastPathComponent) was written; run again without DATAMART_TEST_RECORD", sourceLocation: sourceLocation)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == text, "\(file.lastPathComponent) is out of date: `make docs` writes it", sourceLocation: sourceLocation)
    }
}
