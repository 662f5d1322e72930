import Accidents
import Foundation
import Silver

/// The chunks that are parsed and written together.
///
/// Safety: filled by the reader's task, then only read by those that parse. That is why it may travel between tasks without a lock.
final class ChunkWave: @unchecked Sendable {
    /// Chunks in a wave. A fixed number, so that the files do not depend on the machine.
    static let width = 8
    let chunks = (0..<width).map { _ in CSVChunk() }
    /// How each chunk is to be read.
    var settings: [ImportSettings] = []
    /// Chunks that are filled.
    var count: Int { settings.count }
}

/// What is known of an input once it was opened.
struct OpenedInput: Sendable {
    var header: CSVHeader
    var firstLine: Int
}

/// Reads all inputs, one after the other, wave by wave.
///
/// Safety: one task at a time reads. That is why it may travel between tasks without a lock.
final class WaveReader: @unchecked Sendable {
    let bytesTotal: Int?
    /// All inputs, opened before the first row is read, so that a wrong file is found before work begins.
    let opened: [OpenedInput]
    /// Bytes taken from all inputs so far.
    private(set) var bytesRead = 0
    private let options: CSVImportOptions
    private let lastDay: Int
    private var current: InputReader?
    private var standardInput: InputReader?
    private var nextInput = 0
    private var bytesBefore = 0

    init(_ options: CSVImportOptions) throws {
        self.options = options
        lastDay = AccidentLimits.lastDay(today: options.today ?? Self.today())
        let sizes = options.inputs.map { input -> Int? in if case .file(let path) = input { Files.size(path) } else { nil } }
        bytesTotal = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
        guard options.inputs.count(where: { $0 == .standardInput }) <= 1 else {
            throw SilverError(.options, "standard input is named twice; it can be read only once")
        }
        var opened: [OpenedInput] = []
        for input in options.inputs {
            let reader = try InputReader(input, chunkSize: options.chunkSize)
            opened.append(OpenedInput(header: reader.header, firstLine: reader.firstLine))
            // What was read from standard input cannot be read again.
            if input == .standardInput { standardInput = reader }
        }
        self.opened = opened
        try openNext()
    }

    private static func today() -> Int { Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)) }

    /// Fills the wave's chunks; none are filled at the end of the last input.
    func fill(_ wave: ChunkWave) throws {
        wave.settings.removeAll(keepingCapacity: true)
        while wave.count < ChunkWave.width, let reader = current {
            if try reader.next(wave.chunks[wave.count]) {
                wave.settings.append(
                    ImportSettings(
                        header: reader.header, input: nextInput - 1, dateOrder: reader.dateOrder, idPrefix: Array(options.idPrefix.utf8),
                        lastDay: lastDay))
            } else {
                try openNext()
            }
        }
        bytesRead = bytesBefore + (current?.bytesRead ?? 0)
    }

    private func open(_ input: CSVInput) throws -> InputReader { try InputReader(input, chunkSize: options.chunkSize) }

    private func openNext() throws {
        bytesBefore += current?.bytesRead ?? 0
        current = nil
        guard nextInput < options.inputs.count else { return }
        let input = options.inputs[nextInput]
        let reader = try input == .standardInput ? standardInput ?? open(input) : open(input)
        try reader.decideDateOrder(options.dateOrder, input: input, chunkSize: options.chunkSize)
        current = reader
        nextInput += 1
    }
}
