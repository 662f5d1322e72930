import Accidents
import Foundation
import ORC
import Silver
import Synchronization

/// How the rows of one input are to be read.
struct ImportSettings: Sendable {
    var header: CSVHeader
    var input: Int
    var dateOrder: DateOrder?
    var idPrefix: [UInt8]
    var lastDay: Int
}

/// A parser that tasks hand on: each parses a chunk of its own with it.
final class SharedParser: Sendable {
    private let parser = Mutex(ChunkParser())

    /// Parses all rows of `chunk`. Their memory is filled anew by the next call.
    func parse(_ chunk: CSVChunk, _ settings: ImportSettings) -> ImportBatch { parser.withLock { $0.parse(chunk, settings) } }
}

/// Turns chunks of CSV into batches of Silver. Reused from chunk to chunk.
final class ChunkParser {
    private let silver = SilverBatch()
    /// The tables of ``labelColumns``. Memory of their own, because they change with every row.
    let labels: UnsafeMutableBufferPointer<LabelTable>
    private var weatherOfLabel: [UInt8] = []
    /// The text of a field without its quotes, and the cleaned text of a field: valid until the next that needs it.
    var fieldScratch = Buffer<UInt8>()
    var textScratch = Buffer<UInt8>()
    private let fixedDictionaries: [(column: AccidentColumn, dictionary: StringDictionary)]

    /// Columns with so few values that they are coded while they are read.
    static let labelColumns: [AccidentColumn] = [
        .source, .timezone, .country, .windDirection, .weatherCondition, .sunriseSunset, .civilTwilight, .nauticalTwilight,
        .astronomicalTwilight,
    ]

    /// Columns that are written as they stand.
    static let textColumns: [AccidentColumn] = [.city, .county, .street, .zipcode, .airportCode, .description]

    init() {
        labels = .allocate(capacity: Self.labelColumns.count)
        _ = labels.initialize(from: Self.labelColumns.map { _ in LabelTable() })
        let fixed: [(AccidentColumn, [String])] = [
            (.state, USState.abbreviations), (.season, Season.labels), (.weatherCategory, WeatherCategory.labels),
            (.visibilityCategory, VisibilityCategory.labels), (.temperatureCategory, TemperatureCategory.labels),
            (.stateRegion, Region.labels), (.trafficControlType, TrafficControl.labels),
        ]
        fixedDictionaries = fixed.map { ($0.0, StringDictionary($0.1)) }
    }

    deinit {
        labels.deinitialize()
        labels.deallocate()
    }

    /// Parses all rows of `chunk`. Their memory is filled anew by the next call.
    func parse(_ chunk: CSVChunk, _ settings: ImportSettings) -> ImportBatch {
        chunk.withBytes { bytes in
            let batch = ImportBatch(silver, input: settings.input, lineCount: Self.lines(in: bytes))
            reserve(bytes.count, lines: batch.lineCount, settings)
            var rows = RowParser(self, batch, bytes, settings, endsMidLine: chunk.endsMidLine)
            rows.parseAll()
            finish(count: rows.accepted)
            return rows.batch
        }
    }

    private static func lines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var rest = bytes, lines = 0
        while let base = rest.baseAddress, let found = memchr(base, 10, rest.count) {
            lines += 1
            rest = UnsafeBufferPointer(rebasing: rest[(UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1)...])
        }
        return lines
    }

    private func reserve(_ bytes: Int, lines: Int, _ settings: ImportSettings) {
        silver.reserve(lines)
        for column in Self.textColumns { silver.strings(column).bytes.reserve(bytes) }
        silver.strings(.id).bytes.reserve(bytes + lines * settings.idPrefix.count)
        for index in labels.indices { labels[index].begin() }
        if labels[Self.weatherTable].dictionary.count < weatherOfLabel.count { weatherOfLabel.removeAll() }
    }

    private func finish(count: Int) {
        for (column, dictionary) in fixedDictionaries { silver.strings(column).dictionary = dictionary }
        for (index, column) in Self.labelColumns.enumerated() { labels[index].handOn(to: silver.strings(column)) }
        // The published files give no means to derive these.
        silver.doubles(.distanceToCityCenter).fillNull(count)
        silver.strings(.urbanRural).fillNull(count)
        silver.finish(count: count)
    }

    /// The weather category of a code of `Weather_Condition`; categories are learned label by label.
    @inline(__always)
    func weatherCategory(of code: Int32) -> UInt8 {
        guard code >= 0 else { return WeatherCategory.other.rawValue }
        if Int(code) >= weatherOfLabel.count { learnWeather() }
        return weatherOfLabel[Int(code)]
    }

    @inline(never)
    private func learnWeather() {
        let dictionary = labels[Self.weatherTable].dictionary
        for code in weatherOfLabel.count..<dictionary.count {
            weatherOfLabel.append(WeatherCategory(condition: String(decoding: dictionary.value(code), as: UTF8.self)).rawValue)
        }
    }

    static let weatherTable = labelColumns.firstIndex(of: .weatherCondition) ?? 0
}
