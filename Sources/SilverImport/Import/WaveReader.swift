import Accidents
import Foundation
import Silver
import Synchronization

/// The chunks that are parsed and written together.
struct ChunkWave: Sendable {
    /// Chunks in a wave. A fixed number, so that the files do not depend on the machine.
    static let width = 8
    fileprivate(set) var chunks = [CSVChunk](repeating: CSVChunk(), count: width)
    /// How each chunk is to be read.
    fileprivate(set) var settings: [ImportSettings] = []
    /// Chunks that are filled.
    var count: Int { settings.count }
}

/// What is known of an input once it was opened.
struct OpenedInput: Sendable {
    var header: CSVHeader
    var firstLine: Int
}

/// Reads all inputs, one after the other, wave by wave. The reader owns what is read from: tasks share it by its lock.
final class WaveReader: Sendable {
    let bytesTotal: Int?
    /// All inputs, opened before the first row is read, so that a wrong file is found before work begins.
    let opened: [OpenedInput]
    private let inputs: Mutex<InputSequence>

    init(_ options: CSVImportOptions) throws {
        let sizes = options.inputs.map { input -> Int? in if case .file(let path) = input { Files.size(path) } else { nil } }
        bytesTotal = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
        guard options.inputs.count(where: { $0 == .standardInput }) <= 1 else {
            throw SilverError(.options, "standard input is named twice; it can be read only once")
        }
        var opened: [OpenedInput] = []
        var standardInput: InputReader?
        for input in options.inputs {
            let reader = try InputReader(input, chunkSize: options.chunkSize)
            opened.append(OpenedInput(header: reader.header, firstLine: reader.firstLine))
            // What was read from standard input cannot be read again.
            if input == .standardInput { standardInput = reader }
        }
        self.opened = opened
        inputs = Mutex(try InputSequence(options, standardInput))
    }

    /// Bytes taken from all inputs by the last wave's end.
    var bytesRead: Int { inputs.withLock { $0.bytesRead } }

    /// The next wave; an empty one at the end of the last input.
    func next() throws -> ChunkWave { try inputs.withLock { try $0.next() } }

    /// Gives back a wave that is not needed any more: its memory is filled again.
    func reuse(_ wave: consuming ChunkWave) { inputs.withLock { [wave] in $0.spare = wave } }
}

/// All inputs in their order, with the one that is being read.
private struct InputSequence {
    private(set) var bytesRead = 0
    /// A wave whose memory can be filled.
    var spare: ChunkWave?
    private let options: CSVImportOptions
    private let lastDay: Int
    private var current: InputReader?
    private let standardInput: InputReader?
    private var nextInput = 0
    private var bytesBefore = 0

    /// - Parameter standardInput: standard input, where it was opened already.
    init(_ options: CSVImportOptions, _ standardInput: InputReader?) throws {
        self.options = options
        self.standardInput = standardInput
        lastDay = AccidentLimits.lastDay(today: options.today ?? Self.today())
        try openNext()
    }

    private static func today() -> Int { Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)) }

    mutating func next() throws -> ChunkWave {
        var wave = spare.take() ?? ChunkWave()
        wave.settings.removeAll(keepingCapacity: true)
        while wave.count < ChunkWave.width, let reader = current {
            if try reader.next(&wave.chunks[wave.count]) {
                wave.settings.append(
                    ImportSettings(
                        header: reader.header, input: nextInput - 1, dateOrder: reader.dateOrder, idPrefix: Array(options.idPrefix.utf8),
                        lastDay: lastDay))
            } else {
                try openNext()
            }
        }
        bytesRead = bytesBefore + (current?.bytesRead ?? 0)
        return wave
    }

    private func open(_ input: CSVInput) throws -> InputReader { try InputReader(input, chunkSize: options.chunkSize) }

    private mutating func openNext() throws {
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
