import Foundation
import ORC

/// Reads damaged variants of ORC files in worker processes and reports those that crash, hang or take too much memory.
///
///     ORCFuzz --seconds 60 --corpus Tests/ORCTests/Fixtures/Reading
///     ORCFuzz --seed 7 --index 1234 --corpus … --save variant.orc      one variant again, kept in a file
///
/// The seed is printed; a variant follows from seed, number and corpus.
@main
struct ORCFuzz {
    static func main() throws {
        let settings = try Settings(CommandLine.arguments)
        if settings.isWorker {
            try Worker(settings).run()
        } else if let index = settings.index {
            try tryOne(settings, index)
        } else {
            exit(try Watcher(settings).run() == 0 ? 0 : 1)
        }
    }

    private static func tryOne(_ settings: Settings, _ index: Int) throws {
        let variant = try Corpus(folders: settings.corpus, maximumSize: settings.maximumSize).variant(seed: settings.seed, index: index)
        if let path = settings.save { try Data(variant).write(to: URL(filePath: path)) }
        print(Exercise.run(variant).error?.description ?? "readable")
    }
}

/// The command line.
struct Settings {
    var seconds = 10.0
    var seed = UInt64.random(in: 1...999_999)
    var corpus: [String] = []
    var maximumSize = 12_000
    var index: Int?
    var save: String?
    var isWorker = false
    var first = 0
    var progress = ""

    init(_ arguments: [String]) throws {
        var rest = arguments.dropFirst()
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Usage(message: "\(name) needs a value") }
            switch name {
            case "--seconds": seconds = try Self.number(value)
            case "--seed": seed = try Self.number(value)
            case "--corpus": corpus.append(value)
            case "--maximum-size": maximumSize = try Self.number(value)
            case "--index": index = try Self.number(value)
            case "--save": save = value
            case "--worker":
                isWorker = true
                progress = value
            case "--first": first = try Self.number(value)
            default: throw Usage(message: "unknown option \(name)")
            }
        }
        if corpus.isEmpty { throw Usage(message: "--corpus names a folder with .orc files") }
    }

    private static func number<Number: LosslessStringConvertible>(_ text: String) throws -> Number {
        guard let number = Number(text) else { throw Usage(message: "\(text) is not a number") }
        return number
    }

    struct Usage: Error { let message: String }
}

/// Tries variant after variant until it is stopped.
struct Worker {
    private let settings: Settings
    private let corpus: Corpus
    private let progress: Progress

    init(_ settings: Settings) throws {
        self.settings = settings
        corpus = try Corpus(folders: settings.corpus, maximumSize: settings.maximumSize)
        guard let progress = Progress(path: settings.progress) else { throw Settings.Usage(message: "cannot map \(settings.progress)") }
        self.progress = progress
    }

    func run() {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(settings.seconds)
        var index = settings.first
        while clock.now < end {
            progress.index = index
            let variant = corpus.variant(seed: settings.seed, index: index)
            let start = clock.now
            if Exercise.run(variant).error == nil { progress.readable += 1 }
            note(start.duration(to: clock.now), index)
            index += 1
        }
        progress.index = index
    }

    private func note(_ duration: Duration, _ index: Int) {
        let (seconds, attoseconds) = duration.components
        let microseconds = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        if microseconds > progress.slowest {
            progress.slowest = microseconds
            progress.slowestIndex = index
        }
        guard index % 1_000 == 0 else { return }
        var usage = rusage()
        // 0 is RUSAGE_SELF, which Glibc and Darwin import as different types.
        getrusage(0, &usage)
        progress.peakKilobytes = max(progress.peakKilobytes, Int(usage.ru_maxrss))
    }
}

/// Starts a worker, starts it again behind a variant that killed it, and counts.
struct Watcher {
    /// Seconds that one variant may take.
    private static let patience = 20.0

    private let settings: Settings
    private let progress: Progress
    private let path: String

    init(_ settings: Settings) throws {
        self.settings = settings
        path = NSTemporaryDirectory() + "/orc-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        guard let progress = Progress(path: path) else { throw Settings.Usage(message: "cannot map \(path)") }
        self.progress = progress
        progress.index = settings.first
    }

    /// Returns the number of variants that killed a worker or hung.
    func run() throws -> Int {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let end = Date() + settings.seconds
        var next = settings.first
        var findings = 0
        print("seed \(settings.seed), memory limit \(Exercise.memoryLimit >> 20) MB a reader")
        while end.timeIntervalSinceNow > 0 {
            let failure = try work(from: next, seconds: end.timeIntervalSinceNow)
            next = progress.index + 1
            guard let failure else { break }
            findings += 1
            print("variant \(progress.index): \(failure); again with --seed \(settings.seed) --index \(progress.index)")
        }
        print(
            "\(progress.index - settings.first) variants, \(progress.readable) readable, \(findings) findings, "
                + "slowest \(Double(progress.slowest) / 1_000) ms (variant \(progress.slowestIndex)), peak \(progress.peakKilobytes / 1_024) MB")
        return findings
    }

    /// Runs one worker to its end; what was wrong with it, if anything.
    private func work(from first: Int, seconds: Double) throws -> String? {
        let worker = Process()
        worker.executableURL = URL(filePath: CommandLine.arguments[0])
        worker.arguments =
            [
                "--worker", path, "--first", "\(first)", "--seconds", "\(seconds)", "--seed", "\(settings.seed)", "--maximum-size",
                "\(settings.maximumSize)",
            ]
            + settings.corpus.flatMap { ["--corpus", $0] }
        try worker.run()
        var last = (index: -1, since: Date())
        while worker.isRunning {
            Thread.sleep(forTimeInterval: 0.05)
            if progress.index != last.index { last = (progress.index, Date()) }
            if last.since.timeIntervalSinceNow < -Self.patience {
                worker.terminate()
                return "still running after \(Self.patience) s"
            }
        }
        return worker.terminationReason == .uncaughtSignal ? "killed by signal \(worker.terminationStatus)" : nil
    }
}
