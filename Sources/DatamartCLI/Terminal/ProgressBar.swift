import Cubes
import Foundation
import Synchronization

/// Progress on standard error, while that is a terminal; silent otherwise.
///
/// May be updated from any thread as often as one likes: the line is drawn ten times a second at most.
final class ProgressBar: Sendable {
    private let label: String
    private let isShown: Bool
    private let width: Int
    private let start = ContinuousClock.now
    private let lastDrawn = Mutex<ContinuousClock.Instant?>(nil)

    init(_ label: String, terminal: Terminal = .current) {
        self.label = label
        isShown = terminal.errorIsInteractive
        width = terminal.width
    }

    /// - Parameters:
    ///   - rows: Rows done so far.
    ///   - fraction: Share of the work that is done, 0…1; nil when the whole is not known.
    func update(rows: Int, fraction: Double?) {
        guard isShown else { return }
        lastDrawn.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .milliseconds(100) { return }
            last = now
            let line = ProgressLine(label: label, rows: rows, fraction: fraction, seconds: (now - start) / .seconds(1)).text(width: width)
            FileHandle.standardError.write(Data("\r\u{1B}[2K\(line)".utf8))
        }
    }

    /// Shows how far a scan has come, by the bytes that it has read.
    func update(_ progress: ScanProgress) {
        update(rows: progress.rows, fraction: progress.totalBytes > 0 ? Double(progress.bytes) / Double(progress.totalBytes) : nil)
    }

    /// Wipes the line.
    func finish() {
        let wasDrawn = lastDrawn.withLock { $0 != nil }
        if wasDrawn { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
    }
}

/// Runs `work`, which a signal cancels, and shows how far it has come until it ends.
///
/// - Throws: as ``interruptible(_:)``.
func withProgress<Result: Sendable>(
    _ label: String, _ work: @escaping @Sendable (ProgressBar) async throws -> Result
) async throws -> Result {
    let bar = ProgressBar(label)
    defer { bar.finish() }
    return try await interruptible { try await work(bar) }
}

/// What a progress bar says at one moment.
struct ProgressLine {
    var label: String
    var rows: Int
    var fraction: Double?
    /// Since the beginning.
    var seconds: Double

    /// `Importing ━━━━━━────── 50 %  1,000 rows  500 rows/s  2.00 s left`, cut to `width` columns.
    func text(width: Int) -> String {
        var parts = [label]
        let share = fraction.map { min(max($0, 0), 1) }
        if let share { parts.append(bar(share) + " \(Int(share * 100)) %") }
        parts.append("\(grouped(rows)) rows")
        if seconds > 0.5 { parts.append("\(grouped(Int(Double(rows) / seconds))) rows/s") }
        if let share, share > 0.01, seconds > 1 { parts.append("\(duration(seconds / share - seconds)) left") }
        return String(parts.joined(separator: "  ").prefix(max(width - 1, 0)))
    }

    private func bar(_ share: Double) -> String {
        let filled = Int(share * 24)
        return String(repeating: "━", count: filled) + String(repeating: "─", count: 24 - filled)
    }
}
